import type { StepAnswer } from "../../../domain/plan/step.ts";
import type { Reply } from "../admin/reply.ts";

interface UserError {
  readonly message: string;
  /** Only some of Shopify's errors have one. */
  readonly code?: string | null;
}

/** What a mutation's payload came to; null where Shopify gave no payload. */
interface Payload {
  readonly userErrors: readonly UserError[];
  /** The gid that the step made or changed; null where Shopify gave none. */
  readonly resultId: string | null;
}

/**
 * Messages that say the order is not as the plan saw it. They are often our
 * own late success, so what follows is a read and never a failure.
 * Recorded on live stores; see the tables of the fulfillment operations.
 */
const MOVED = [
  /unfulfillable status/i,
  /\bclosed\b/i,
  /invalid .*quantity/i,
  /does not exist/i,
  /not found/i,
  /in this state/i,
  /not in an? \w+ state/i,
  /status to be valid but it was/i,
  /already been cancell?ed/i,
  /outstanding fulfillments/i,
];

const MOVED_CODES = ["FULFILLMENT_ORDER_NOT_FOUND"];

/** What was asked for is so already: the hold has our handle, or nothing is left to prepare. */
const DONE_CODES = [
  "DUPLICATE_FULFILLMENT_HOLD_HANDLE",
  "NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER",
];

/** The job of an earlier `orderCancel` is still running. */
const DONE_MESSAGES = [/cancellation is already in progress/i];

/** What Shopify's answer to a step means for its intent. */
export function stepAnswer<Data>(
  reply: Reply<Data>,
  payloadOf: (data: Data) => Payload | null,
): StepAnswer {
  switch (reply.kind) {
    case "answered":
      return payloadAnswer(payloadOf(reply.data));
    case "throttled":
      return { outcome: "throttled", retryAfterMilliseconds: reply.retryAfterMilliseconds };
    case "parked":
      return { outcome: "parked", reason: reply.reason };
    case "refused":
      return { outcome: "refused", message: `${reply.code}: ${reply.message}` };
    case "unknown":
      return { outcome: "unknown", reason: reply.reason };
  }
}

function payloadAnswer(payload: Payload | null): StepAnswer {
  if (payload === null) return { outcome: "unknown", reason: "an answer without a payload" };
  if (payload.userErrors.length > 0) return userErrorAnswer(payload.userErrors);
  if (payload.resultId === null)
    return { outcome: "unknown", reason: "an answer without a result" };
  return { outcome: "done", resultId: payload.resultId };
}

function userErrorAnswer(errors: readonly UserError[]): StepAnswer {
  if (errors.every(isDone)) return { outcome: "done", resultId: null };
  const messages = errors.map(({ message }) => message);
  const message = messages.join("; ");
  return errors.some(isMoved) ? { outcome: "moved", message } : { outcome: "refused", message };
}

function isMoved({ message, code }: UserError): boolean {
  return MOVED_CODES.includes(code ?? "") || MOVED.some((pattern) => pattern.test(message));
}

function isDone({ message, code }: UserError): boolean {
  return DONE_CODES.includes(code ?? "") || DONE_MESSAGES.some((pattern) => pattern.test(message));
}

import type { StepAnswer } from "../../../domain/plan/step.ts";
import type { Reply } from "../admin/reply.ts";

/** What a mutation's payload came to; null where Shopify gave no payload. */
interface Payload {
  readonly userErrors: readonly { readonly message: string }[];
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
  /status to be valid but it was/i,
  /already been cancell?ed/i,
];

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
  const messages = payload.userErrors.map(({ message }) => message);
  if (messages.length > 0) return userErrorAnswer(messages);
  if (payload.resultId === null)
    return { outcome: "unknown", reason: "an answer without a result" };
  return { outcome: "done", resultId: payload.resultId };
}

function userErrorAnswer(messages: readonly string[]): StepAnswer {
  const message = messages.join("; ");
  const isMoved = messages.some((one) => MOVED.some((pattern) => pattern.test(one)));
  return isMoved ? { outcome: "moved", message } : { outcome: "refused", message };
}

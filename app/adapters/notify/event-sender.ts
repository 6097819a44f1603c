import type { Sign } from "../../domain/signature/sign.ts";
import type {
  Clock,
  EventMessage,
  EventSender,
  PushOutcome,
  PushTarget,
  SourceAnswer,
  SourceRequests,
} from "../../pipeline/ports.ts";
import { standardWebhookHeaders } from "./standard-webhook.ts";

export interface EventSenderParts {
  /** The one way out of the installation: to public addresses alone. */
  readonly requests: SourceRequests;
  readonly sign: Sign;
  readonly clock: Clock;
}

/** Events by HTTP, signed as Standard Webhooks says. */
export function httpEventSender(parts: EventSenderParts): EventSender {
  return {
    send: async (target, message) =>
      outcomeOf(
        await parts.requests.send({
          method: "POST",
          url: target.url,
          tls: target.tls,
          headers: signedHeaders(parts, target, message),
          body: message.body,
        }),
      ),
  };
}

const CONTENT_TYPES = { json: "application/json", xml: "application/xml" } as const;
const SIGNATURE = "webhook-signature";

/** A signature for each secret that still signs, in one header, all of one time. */
function signedHeaders(
  { sign, clock }: EventSenderParts,
  { url, format, secrets }: PushTarget,
  { id, body }: EventMessage,
): Readonly<Record<string, string>> {
  const now = clock.now();
  const signed = secrets.map((secret) =>
    standardWebhookHeaders(sign, { url, body, id, secret, now }),
  );
  const signatures = signed.map((headers) => headers[SIGNATURE]).join(" ");
  return { "content-type": CONTENT_TYPES[format], ...signed[0], [SIGNATURE]: signatures };
}

function outcomeOf(answer: SourceAnswer): PushOutcome {
  switch (answer.outcome) {
    case "answered":
      return answer.status >= 200 && answer.status < 300
        ? { outcome: "delivered", status: answer.status }
        : refused(answer.status);
    case "redirected":
      return {
        ...failed(`The address leads elsewhere (${String(answer.status)}).`, "may pass"),
        status: answer.status,
      };
    case "blocked":
      return failed(answer.detail, "final");
    case "tls_refused":
    case "unreachable":
    case "malformed":
      return failed(answer.detail, "may pass");
    case "timeout":
      return failed(`No answer within ${String(answer.seconds)} seconds.`, "may pass");
    case "too_large":
      return failed("The answer is longer than an answer to an event may be.", "may pass");
  }
}

/** 410 says that nothing is wanted there any more. */
function refused(status: number): PushOutcome {
  const detail = `The address answered ${String(status)}.`;
  return { ...failed(detail, status === 410 ? "final" : "may pass"), status };
}

type Failed = Extract<PushOutcome, { outcome: "not_delivered" }>;

function failed(detail: string, end: "final" | "may pass"): Failed {
  return { outcome: "not_delivered", status: null, detail, isFinal: end === "final" };
}

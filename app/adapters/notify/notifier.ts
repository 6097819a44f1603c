import type { Sign } from "../../domain/signature/sign.ts";
import { PUBLIC_TLS } from "../../domain/source/tls-rule.ts";
import type {
  Alert,
  AlertOutcome,
  AlertTarget,
  Clock,
  Notifier,
  SourceAnswer,
  SourceRequest,
  SourceRequests,
} from "../../pipeline/ports.ts";
import { slackBody } from "./slack-body.ts";
import { standardWebhookHeaders } from "./standard-webhook.ts";
import { webhookBody } from "./webhook-body.ts";

export interface NotifierParts {
  /** The one way out of the installation: to public addresses alone. */
  readonly requests: SourceRequests;
  readonly sign: Sign;
  readonly clock: Clock;
}

/** Alerts by HTTP: a signed webhook, or Slack. */
export function httpNotifier(parts: NotifierParts): Notifier {
  return {
    send: async (target, alert) =>
      outcomeOf(await parts.requests.send(request(parts, target, alert))),
  };
}

function request({ sign, clock }: NotifierParts, target: AlertTarget, alert: Alert): SourceRequest {
  const base = { method: "POST", url: target.url, tls: PUBLIC_TLS } as const;
  switch (target.kind) {
    case "slack":
      return { ...base, headers: JSON_HEADERS, body: slackBody(alert) };
    case "webhook": {
      const body = webhookBody(alert);
      const { url, secret } = target;
      const signing = { url, body, id: alert.id, secret, now: clock.now() };
      const signed = standardWebhookHeaders(sign, signing);
      return { ...base, headers: { ...JSON_HEADERS, ...signed }, body };
    }
  }
}

const JSON_HEADERS = { "content-type": "application/json" };

function outcomeOf(answer: SourceAnswer): AlertOutcome {
  switch (answer.outcome) {
    case "answered":
      return answer.status >= 200 && answer.status < 300
        ? { outcome: "sent" }
        : refused(answer.status);
    case "redirected":
      return failed(`The address leads elsewhere (${String(answer.status)}).`, "final");
    case "blocked":
      return failed(answer.detail, "final");
    case "tls_refused":
    case "unreachable":
    case "malformed":
      return failed(answer.detail, "may pass");
    case "timeout":
      return failed(`No answer within ${String(answer.seconds)} seconds.`, "may pass");
    case "too_large":
      return { outcome: "sent" };
  }
}

/** 404 and 410 say that the address is no longer one; whatever else may pass. */
function refused(status: number): AlertOutcome {
  const isGone = status === 404 || status === 410;
  return failed(`The address answered ${String(status)}.`, isGone ? "final" : "may pass");
}

function failed(detail: string, end: "final" | "may pass"): AlertOutcome {
  return { outcome: "not_sent", detail, isFinal: end === "final" };
}

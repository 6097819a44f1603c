import type { RateVerdict } from "../pipeline/intake/rate-limit.ts";
import type { Accepted, Reception } from "../pipeline/intake/reception.ts";
import type { Refusal, RefusalCode } from "../pipeline/intake/refusal.ts";
import type { Metrics } from "../pipeline/ports.ts";
import { answerJson, answerRefusal, refuseAndClose } from "./answer.ts";
import type { HeaderList } from "./answer.ts";
import type { Exchange } from "./exchange.ts";

/** Answers what became of a delivery: 2xx only for what is committed. */
export function answerReception(metrics: Metrics, exchange: Exchange, reception: Reception): void {
  switch (reception.outcome) {
    case "recorded":
      metrics.count("oms.inbox.accepted", "recorded");
      accept(exchange, reception, { status: 202, outcome: `"outcome":"recorded"` });
      return;
    case "duplicate":
      metrics.count("oms.inbox.duplicate", "duplicate");
      accept(exchange, reception, { status: 200, outcome: duplicate(reception.firstId) });
      return;
    case "id_reuse_conflict":
      metrics.count("oms.inbox.quarantined", "id_reuse_conflict");
      accept(exchange, reception, { status: 202, outcome: conflict(reception.firstId) });
      return;
    case "refused":
      refuse(metrics, exchange, reception.refusal);
      return;
    case "abandoned":
      metrics.count("oms.inbox.refused", "truncated");
      exchange.response.destroy();
      return;
  }
}

/** Ids are UUIDs of ours, so the text needs no escapes; making it by hand is what the hot path wants. */
function accept(
  { response }: Exchange,
  accepted: Accepted,
  { status, outcome }: { readonly status: number; readonly outcome: string },
): void {
  const warning = accepted.warning === null ? "" : `,"warning":"${accepted.warning}"`;
  answerJson(response, status, {
    text: `{"id":"${accepted.messageId}",${outcome}${warning}}`,
    headers: budgetHeaders(accepted.budget),
  });
}

function duplicate(firstId: string): string {
  return `"outcome":"duplicate","first_id":"${firstId}"`;
}

function conflict(firstId: string): string {
  const message =
    "Another message with other content has this id: this one is kept and not applied.";
  return `"outcome":"quarantined","code":"id_reuse_conflict","message":"${message}","first_id":"${firstId}"`;
}

/** Refusals of deliveries whose rest is not worth reading. */
const CLOSING: ReadonlySet<RefusalCode> = new Set(["body_too_large", "overloaded"]);

/** Answers with the refusal's status and words; nothing of the delivery was stored. */
export function refuse(metrics: Metrics, exchange: Exchange, reason: Refusal): void {
  metrics.count("oms.inbox.refused", reason.code);
  const { response, isWaiting } = exchange;
  if (response.destroyed || response.headersSent) return;
  const headers = headersOf(reason);
  if (CLOSING.has(reason.code) || isWaiting) refuseAndClose(exchange, reason, headers);
  else answerRefusal(response, reason, headers);
}

function headersOf(reason: Refusal): HeaderList {
  if (reason.code === "method_not_allowed") return ALLOW;
  return reason.budget === null ? [] : budgetHeaders(reason.budget);
}

const ALLOW: HeaderList = [["allow", "POST, OPTIONS"]];

function budgetHeaders(budget: RateVerdict): HeaderList {
  return [
    ["ratelimit-limit", String(budget.limit)],
    ["ratelimit-remaining", String(budget.remaining)],
    ["ratelimit-reset", String(budget.resetSeconds)],
  ];
}

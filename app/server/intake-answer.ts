import type { RateVerdict } from "../pipeline/intake/rate-limit.ts";
import type { Accepted, Reception } from "../pipeline/intake/reception.ts";
import { ID_REUSED } from "../pipeline/intake/refusal.ts";
import type { Refusal, RefusalCode } from "../pipeline/intake/refusal.ts";
import type { Unusable } from "../domain/mapping/unusable.ts";
import type { Metrics } from "../pipeline/ports.ts";
import { answerJson, answerRefusal, answerText, refuseAndClose } from "./answer.ts";
import type { HeaderList } from "./answer.ts";
import type { Exchange } from "./exchange.ts";

/** Answers what became of a delivery: 2xx only for what is committed, 422 for what is committed and unusable. */
export function answerReception(metrics: Metrics, exchange: Exchange, reception: Reception): void {
  switch (reception.outcome) {
    case "recorded":
      metrics.count("oms.inbox.accepted", "recorded");
      if (reception.unusable !== null) {
        metrics.count("oms.inbox.quarantined", reception.unusable.code);
      }
      accept(exchange, reception, `"outcome":"recorded"`);
      return;
    case "duplicate":
      metrics.count("oms.inbox.duplicate", "duplicate");
      accept(exchange, reception, duplicate(reception.firstId));
      return;
    case "id_reuse_conflict":
      metrics.count("oms.inbox.quarantined", ID_REUSED.code);
      accept(exchange, reception, conflict(reception.firstId));
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

/**
 * Answers as the endpoint's source insists: with its status, and with its
 * literal body where it has one. Ids are UUIDs of ours, so our own text needs no
 * escapes; making it by hand is what the hot path wants.
 */
function accept({ response }: Exchange, accepted: Committed, outcome: string): void {
  const { body, contentType } = accepted.response;
  const headers = budgetHeaders(accepted.budget);
  if (accepted.unusable !== null) {
    answerJson(response, UNUSABLE, { text: unusableText(accepted, accepted.unusable), headers });
    return;
  }
  const status = statusOf(accepted);
  if (status === 204) {
    response.writeHead(status, Object.fromEntries(headers)).end();
    return;
  }
  const warning = accepted.warning === null ? "" : `,"warning":"${accepted.warning}"`;
  const own = `{"id":"${accepted.messageId}",${outcome}${warning}}`;
  if (body === null) answerJson(response, status, { text: own, headers });
  else answerText(response, status, { text: body, contentType, headers });
}

type Committed = Extract<Reception, Accepted>;

/** Read, and nothing can be made of it. */
const UNUSABLE = 422;

/** A repetition gets the first one's answer, for it stands as the first does. What is wrong may quote the body. */
function unusableText(accepted: Committed, { code, detail }: Unusable): string {
  const id = accepted.outcome === "duplicate" ? accepted.firstId : accepted.messageId;
  const first = accepted.outcome === "id_reuse_conflict" ? { first_id: accepted.firstId } : {};
  return JSON.stringify({ id, outcome: "quarantined", code, message: detail, ...first });
}

/** By our own contract a repetition is told by its status too. */
function statusOf({ response: { status, body }, outcome }: Committed): number {
  return outcome === "duplicate" && status === 202 && body === null ? 200 : status;
}

function duplicate(firstId: string): string {
  return `"outcome":"duplicate","first_id":"${firstId}"`;
}

function conflict(firstId: string): string {
  const { code, detail } = ID_REUSED;
  return `"outcome":"quarantined","code":"${code}","message":"${detail}","first_id":"${firstId}"`;
}

/** Less than this is sooner read and thrown away than the sender has opened another connection. */
const SHORT_BODY_BYTES = 64 * 1024;

/** Whether the rest of the delivery is not worth reading. */
function isClosing({ request, isWaiting }: Exchange, code: RefusalCode): boolean {
  if (isWaiting || code === "body_too_large") return true;
  const length = Number(request.headers["content-length"] ?? Infinity);
  return code === "overloaded" && length > SHORT_BODY_BYTES;
}

/** Answers with the refusal's status and words; nothing of the delivery was stored. */
export function refuse(metrics: Metrics, exchange: Exchange, reason: Refusal): void {
  metrics.count("oms.inbox.refused", reason.code);
  const { response } = exchange;
  if (response.destroyed || response.headersSent) return;
  const headers = headersOf(reason);
  if (isClosing(exchange, reason.code)) refuseAndClose(exchange, reason, headers);
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

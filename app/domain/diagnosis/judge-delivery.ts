import type { Instant } from "../instant.ts";
import type { LogLine, MessageFact, OrderEvidence } from "./evidence.ts";
import { fact, nameOf, noMessage, sentLine, sourceOf } from "./fact.ts";
import type { Finding } from "./fault.ts";
import { isPushed, secondsBetween } from "./subject.ts";
import type { VerdictCode } from "./verdict.ts";

/** How a message is told that bears an older one's id over other content. */
export const ID_REUSED = "id_reuse_conflict";

/** One event of a source's log or a gateway's, with the message that holds it. */
export interface LoggedEvent {
  readonly sourceId: string;
  readonly status: string;
  readonly lines: readonly LogLine[];
  readonly sent: readonly LogLine[];
  readonly message: MessageFact | null;
}

/** The events that logs name for the order, by the source's id of each. */
export function loggedEvents({ log, messages }: OrderEvidence): readonly LoggedEvent[] {
  const groups = new Map<string, LogLine[]>();
  for (const line of [...log].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const key = `${line.sourceId} ${line.eventId ?? line.status ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].flatMap((lines) => {
    const [first] = lines;
    if (first === undefined) return [];
    const { sourceId, eventId } = first;
    const message = messages.find(
      (one) =>
        one.sourceId === sourceId &&
        eventId !== null &&
        one.eventId === eventId &&
        isPushed(one) &&
        one.code !== ID_REUSED,
    );
    const status = lines.map((line) => line.status).find((word) => word !== null) ?? "";
    const sent = lines.filter(({ kind }) => kind === "sent");
    return [{ sourceId, status, lines, sent, message: message ?? null }];
  });
}

/** What was sent and did not come, came late, or whose receipt got lost. */
export function judgeDelivery(evidence: OrderEvidence): readonly Finding[] {
  return loggedEvents(evidence).flatMap((event) =>
    event.message === null
      ? notReceived(event, evidence)
      : received(event, event.message, evidence),
  );
}

/** No receipt by the deadline is a failure, and not pending. */
function notReceived(event: LoggedEvent, evidence: OrderEvidence): readonly Finding[] {
  const first = event.lines[0];
  const last = event.lines.at(-1);
  if (first === undefined || last === undefined) return [];
  const isFinal = event.sent.some(({ isLast }) => isLast);
  const waited = secondsBetween(isFinal ? last.at : first.at, evidence.now);
  if (waited <= evidence.graceSeconds && !isFinal) return [];
  const learnt = evidence.claims.find(
    ({ sourceId, status }) => sourceId === event.sourceId && same(status, event.status),
  );
  const code = lostVerdict(event, evidence);
  return [
    finding(
      event,
      { code, since: first.at, healedAt: healed(learnt?.receivedAt, evidence) },
      evidence,
    ),
  ];
}

function healed(at: Instant | undefined, { agreement }: OrderEvidence): Instant | null {
  return at !== undefined && agreement === "agreed" ? at : null;
}

function lostVerdict({ lines, sent, sourceId }: LoggedEvent, evidence: OrderEvidence): VerdictCode {
  if (lines.some(({ kind }) => kind === "entered")) {
    if (!lines.some(({ kind }) => kind === "passed_on")) return "gateway_dropped";
  }
  if (isStopped(sourceId, evidence) && sent.some(({ responseCode }) => responseCode === 410)) {
    return "listener_down";
  }
  const codes = sent.map(({ responseCode }) => responseCode);
  if (codes.some((code) => code === 401 || code === 403)) return "signature_refused";
  if (codes.some((code) => code === 404 || code === 410)) return "endpoint_drift";
  const ours = sourceOf(evidence, sourceId)?.url ?? null;
  if (ours !== null && sent.some(({ url }) => url !== null && !sameAddress(url, ours))) {
    return "endpoint_drift";
  }
  if (sent.some(({ isLast, responseCode }) => isLast && !isGood(responseCode))) {
    return "retries_exhausted";
  }
  const isRefused = sent.length > 0 && sent.every((line) => isDown(line));
  return isRefused ? "listener_down" : "sent_not_received";
}

/** The merchant stopped the endpoint, and so it answers that it is gone. */
function isStopped(sourceId: string, evidence: OrderEvidence): boolean {
  return sourceOf(evidence, sourceId)?.endpointState === "stopped";
}

/** No answer after a time, or an answer of a server in trouble. */
function isDown({ responseCode, seconds }: LogLine): boolean {
  return responseCode === null ? seconds !== null : responseCode >= 500;
}

/** Whether the source learnt that it was taken. */
export function isGood(code: number | null): boolean {
  return code !== null && code >= 200 && code < 300;
}

/**
 * Whether the source read our own answer: of what we hold, 422 says that it is
 * kept and cannot be used.
 */
function isAnswered(code: number | null): boolean {
  return isGood(code) || code === 422;
}

/** Clocks and connections differ by a little. */
const SLACK_SECONDS = 5;

function received(
  event: LoggedEvent,
  message: MessageFact,
  evidence: OrderEvidence,
): readonly Finding[] {
  const first = event.sent[0];
  if (first === undefined) return [];
  const arrivals = unacknowledged(event.sent, [message.receivedAt, ...message.duplicatesAt]);
  const lost = event.sent.find((line) => isAcknowledgementLost(line, arrivals));
  const healedAt = message.receivedAt;
  if (lost !== undefined) {
    const isSlow = lost.responseCode === null && (lost.seconds ?? 0) > SLACK_SECONDS;
    const code = isSlow ? "acknowledgement_slow" : "acknowledgement_lost";
    return [finding(event, { code, since: lost.at, healedAt }, evidence)];
  }
  if (secondsBetween(first.at, message.receivedAt) > evidence.graceSeconds) {
    return [finding(event, { code: "received_too_late", since: first.at, healedAt }, evidence)];
  }
  return [];
}

/** Arrivals without those that an attempt's own answer is of: a quick retry arrives soon after a refusal too. */
function unacknowledged(
  sent: readonly LogLine[],
  arrivals: readonly Instant[],
): readonly Instant[] {
  const left = [...arrivals].sort();
  for (const line of sent.filter(({ responseCode }) => isAnswered(responseCode))) {
    const place = left.map((at) => isOf(line, at)).lastIndexOf(true);
    if (place >= 0) left.splice(place, 1);
  }
  return left;
}

/** Whether an attempt came in, and its sender did not learn it. */
function isAcknowledgementLost(line: LogLine, arrivals: readonly Instant[]): boolean {
  if (isAnswered(line.responseCode) || (line.responseCode === null && line.seconds === null)) {
    return false;
  }
  return arrivals.some((at) => isOf(line, at));
}

/** Whether what came then may be this attempt. */
function isOf({ at: sentAt, seconds }: LogLine, at: Instant): boolean {
  const after = secondsBetween(sentAt, at);
  return after >= -SLACK_SECONDS && after <= (seconds ?? 0) + SLACK_SECONDS;
}

interface Judged {
  readonly code: VerdictCode;
  readonly since: Instant;
  readonly healedAt: Instant | null;
}

function finding(event: LoggedEvent, judged: Judged, evidence: OrderEvidence): Finding {
  const { message, sourceId, status } = event;
  const source = nameOf(evidence, sourceId);
  const gateway = event.lines
    .filter(({ kind }) => kind === "entered")
    .map(({ at }) => fact("gateway_took", "gateway_log", { at, values: { source } }));
  const dropped =
    judged.code === "gateway_dropped" ? [fact("gateway_did_not_pass_on", "gateway_log", {})] : [];
  const arrived =
    message === null
      ? [noMessage({ status })]
      : [
          fact("learnt_by_webhook", "inbox", {
            at: message.receivedAt,
            messageId: message.id,
            values: { status, via: message.via },
          }),
          ...message.duplicatesAt.map((at) =>
            fact("duplicate_came", "inbox", { at, messageId: message.id }),
          ),
        ];
  return {
    ...judged,
    certainty: "proved",
    sourceId,
    facts: [...event.sent.map(sentLine), ...gateway, ...dropped, ...arrived],
  };
}

export function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Whether two addresses lead to the same place: host in any case, a slash at the end or none. */
export function sameAddress(a: string, b: string): boolean {
  return canonicalAddress(a) === canonicalAddress(b);
}

function canonicalAddress(text: string): string {
  if (!URL.canParse(text)) return text.trim();
  const { origin, pathname, search } = new URL(text);
  return `${origin}${pathname.replace(/\/+$/, "")}${search}`;
}

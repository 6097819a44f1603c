import type { Instant } from "../instant.ts";
import type { MessageFact, OrderEvidence } from "./evidence.ts";
import { nameOf } from "./fact.ts";
import { isGood, loggedEvents } from "./judge-delivery.ts";
import { type EventPath, isOpen } from "./path-log.ts";

/**
 * How far each event of one order came, by the evidence at hand: those that
 * were received, and those that only a log names.
 *
 * @param agreedAt when a read of Shopify last agreed with the order
 */
export function pathsOf(evidence: OrderEvidence, agreedAt: Instant | null): readonly EventPath[] {
  const lost = loggedEvents(evidence).filter(
    ({ message, sent }) => message === null && sent.length > 0,
  );
  return [
    ...evidence.messages.map((message) => receivedPath(message, evidence, agreedAt)),
    ...lost.map(({ sourceId, lines, sent }) => ({
      ...NOT_RECEIVED,
      source: nameOf(evidence, sourceId),
      eventId: lines[0]?.eventId ?? null,
      order: evidence.name,
      sentAt: sent[0]?.at ?? null,
      isAcknowledged: sent.some(({ responseCode }) => isGood(responseCode)),
    })),
  ];
}

const NOT_RECEIVED = {
  receivedAt: null,
  via: null,
  outcome: null,
  error: null,
  confirmedAt: null,
} as const;

function receivedPath(
  { sourceId, eventId, receivedAt, via, state, code }: MessageFact,
  evidence: OrderEvidence,
  agreedAt: Instant | null,
): EventPath {
  const sent = evidence.log.filter(
    (line) => line.kind === "sent" && line.sourceId === sourceId && line.eventId === eventId,
  );
  const isConfirmed =
    evidence.agreement === "agreed" && agreedAt !== null && agreedAt >= receivedAt;
  return {
    source: nameOf(evidence, sourceId),
    eventId,
    order: evidence.name,
    sentAt: sent.map(({ at }) => at).sort()[0] ?? null,
    isAcknowledged: sent.length === 0 ? null : sent.some((line) => isGood(line.responseCode)),
    receivedAt,
    via,
    outcome: state,
    error: isOpen(state) ? code : null,
    confirmedAt: isConfirmed ? agreedAt : null,
  };
}

import { type Instant, plusSeconds } from "../../../app/domain/instant.ts";
import type { LedgerEntry } from "../../../app/domain/ledger/ledger-entry.ts";

const DAY = "2026-11-20";

/** An entry that happened at a time of day, came a minute and was known two minutes later. */
export function entryAt(time: string, other: Partial<LedgerEntry> = {}): LedgerEntry {
  const occurredAt = `${DAY}T${time}:00.000Z` as Instant;
  const receivedAt = plusSeconds(occurredAt, 60);
  const sourceId = other.sourceId ?? "oms";
  const milestone = other.milestone ?? "processing";
  return {
    messageId: "message",
    sourceId,
    mappingVersionId: "version",
    via: "webhook",
    decision: "advanced",
    prior: "received",
    milestone,
    sourceStatus: "PICKING",
    shipmentKey: null,
    detail: null,
    occurredAt,
    receivedAt,
    enteredAt: plusSeconds(occurredAt, 120),
    learnt: {
      order: { kind: "name", value: "#1001" },
      sourceStatus: "PICKING",
      milestone,
      occurredAt,
      version: null,
      shipment: null,
      eventId: null,
      sourceId,
      receivedAt,
    },
    ...other,
  };
}

import type { EntryFacts, LedgerEntry } from "../../../domain/ledger/ledger-entry.ts";
import type { FoundEntry } from "../../../domain/ledger/verify-ledger.ts";
import { instantIn, instantOrNull } from "../row-values.ts";

/** What everybody reads of a row of `ledger_entry`. */
export interface FactsRow extends Pick<
  EntryFacts,
  "via" | "decision" | "prior" | "milestone" | "detail"
> {
  readonly id: string;
  readonly order_record_id: string;
  readonly message_id: string | null;
  readonly source_status: string;
  readonly shipment_key: string | null;
  readonly occurred_at: Date | null;
  readonly received_at: Date;
  readonly created_at: Date;
}

/** A whole row. */
export interface EntryRow extends FactsRow, Pick<LedgerEntry, "learnt"> {
  readonly source_id: string;
  readonly mapping_version_id: string | null;
  readonly chain_id: string | null;
  readonly position: number | null;
  readonly hash: Buffer | null;
}

/** Of `ledger_entry AS l`. */
export const FACTS_COLUMNS = `l.id, l.order_record_id, l.message_id, l.via, l.decision, l.prior, l.milestone,
  l.source_status, l.shipment_key, l.detail, l.occurred_at, l.received_at, l.created_at`;

/** Of `ledger_entry AS l`. */
export const ENTRY_COLUMNS = `${FACTS_COLUMNS}, l.source_id, l.mapping_version_id, l.learnt,
  l.chain_id, l.position, l.hash`;

export function factsOf(row: FactsRow): EntryFacts {
  return {
    messageId: row.message_id,
    via: row.via,
    decision: row.decision,
    prior: row.prior,
    milestone: row.milestone,
    sourceStatus: row.source_status,
    shipmentKey: row.shipment_key,
    detail: row.detail,
    occurredAt: instantOrNull(row.occurred_at),
    receivedAt: instantIn(row.received_at),
    enteredAt: instantIn(row.created_at),
  };
}

export function entryOf(row: EntryRow): LedgerEntry {
  const { source_id: sourceId, mapping_version_id: mappingVersionId, learnt } = row;
  return { ...factsOf(row), sourceId, mappingVersionId, learnt };
}

export function foundEntry(row: EntryRow): FoundEntry {
  const { id, chain_id: chainId, position, hash } = row;
  return {
    id,
    chainId: chainId ?? row.order_record_id,
    link: position === null || hash === null ? null : { position, hash: hash.toString("hex") },
    entry: entryOf(row),
  };
}

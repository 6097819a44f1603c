import type { LedgerEntry } from "../../../domain/ledger/ledger-entry.ts";
import type { FoundEntry } from "../../../domain/ledger/verify-ledger.ts";
import { instantIn, instantOrNull } from "../row-values.ts";

/** A whole row of `ledger_entry`. */
export interface EntryRow extends Pick<
  LedgerEntry,
  "via" | "decision" | "prior" | "milestone" | "detail" | "learnt"
> {
  readonly id: string;
  readonly order_record_id: string;
  readonly message_id: string | null;
  readonly source_id: string;
  readonly mapping_version_id: string | null;
  readonly source_status: string;
  readonly shipment_key: string | null;
  readonly occurred_at: Date | null;
  readonly received_at: Date;
  readonly created_at: Date;
  readonly chain_id: string | null;
  readonly position: number | null;
  readonly hash: Buffer | null;
}

/** Of `ledger_entry AS l`. */
export const ENTRY_COLUMNS = `l.id, l.order_record_id, l.message_id, l.source_id, l.mapping_version_id, l.via,
  l.decision, l.prior, l.milestone, l.source_status, l.shipment_key, l.detail, l.occurred_at, l.received_at,
  l.learnt, l.created_at, l.chain_id, l.position, l.hash`;

export function entryOf(row: EntryRow): LedgerEntry {
  return {
    messageId: row.message_id,
    sourceId: row.source_id,
    mappingVersionId: row.mapping_version_id,
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
    learnt: row.learnt,
  };
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

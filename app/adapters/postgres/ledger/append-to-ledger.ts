import type { Instant } from "../../../domain/instant.ts";
import type { MessageVia } from "../../../domain/message-state.ts";
import { type ChainEnd, type Link, linkAll } from "../../../domain/ledger/chain.ts";
import type { LedgerEntry } from "../../../domain/ledger/ledger-entry.ts";
import type { Milestone } from "../../../domain/milestone.ts";
import type { Decision } from "../../../domain/order-record/order-record.ts";
import type { LearntUpdate } from "../../../domain/order-record/order-update.ts";
import type { FoldedUpdate } from "../../../pipeline/ports.ts";
import type { Sql } from "../sql-connection.ts";
import { asStored } from "../stored-text.ts";
import { sha256 } from "./sha256.ts";

/** How the entries came about. */
export interface LedgerOrigin {
  readonly shopId: string;
  readonly orderRecordId: string;
  readonly messageId: string;
  readonly mappingVersionId: string;
  readonly via: MessageVia;
  /** The transaction's time. */
  readonly enteredAt: Instant;
}

/** Entries with their links, ready to be written. */
export interface LinkedEntries {
  readonly entries: readonly LedgerEntry[];
  readonly links: readonly Link[];
  /** Where the chain stands after them. */
  readonly end: ChainEnd;
}

/** What was folded, as the next entries of the order's chain. */
export function linkFolded(
  origin: LedgerOrigin,
  end: ChainEnd,
  folded: readonly FoldedUpdate[],
): LinkedEntries {
  const entries = asStored(folded.map((one) => toEntry(origin, one)));
  return { entries, ...linkAll({ chainId: origin.orderRecordId, sha256 }, end, entries) };
}

interface LearntRow {
  readonly learnt: LearntUpdate;
}

/** Appends the entries, in their order. */
export async function appendToLedger(
  sql: Sql,
  { shopId, orderRecordId }: LedgerOrigin,
  { entries, links }: LinkedEntries,
): Promise<void> {
  const rows = entries.map((entry, index) => ({ ...entry, ...links[index] }));
  await sql.execute(
    {
      name: "append_to_ledger",
      text: `INSERT INTO ledger_entry (shop_id, order_record_id, chain_id, position, hash, message_id,
          mapping_version_id, via, source_id, decision, prior, milestone, source_status, shipment_key, detail,
          occurred_at, received_at, created_at, learnt)
        SELECT $1, $2, $2, e.position, decode(e.hash, 'hex'), e."messageId", e."mappingVersionId", e.via, e."sourceId",
          e.decision, e.prior, e.milestone, e."sourceStatus", e."shipmentKey", e.detail,
          e."occurredAt", e."receivedAt", e."enteredAt", e.learnt
        FROM ROWS FROM (jsonb_to_recordset($3::jsonb) AS (position int, hash text, "messageId" uuid,
          "mappingVersionId" uuid, via text, "sourceId" uuid, decision text, prior text, milestone text,
          "sourceStatus" text, "shipmentKey" text, detail text, "occurredAt" timestamptz,
          "receivedAt" timestamptz, "enteredAt" timestamptz, learnt jsonb)) WITH ORDINALITY AS e
        ORDER BY e.ordinality`,
    },
    [shopId, orderRecordId, JSON.stringify(rows)],
  );
}

/** Every update that was folded into the record, in the order of the ledger. */
export async function learntUpdates(
  sql: Sql,
  shopId: string,
  orderRecordId: string,
): Promise<readonly LearntUpdate[]> {
  const rows = await sql.query<LearntRow>(
    "SELECT learnt FROM ledger_entry WHERE shop_id = $1 AND order_record_id = $2 ORDER BY id",
    [shopId, orderRecordId],
  );
  return rows.map(({ learnt }) => learnt);
}

function toEntry(
  origin: LedgerOrigin,
  { update, shipmentKey, decision }: FoldedUpdate,
): LedgerEntry {
  return {
    messageId: origin.messageId,
    sourceId: update.sourceId,
    mappingVersionId: origin.mappingVersionId,
    via: origin.via,
    decision: decision.kind,
    prior: priorOf(decision),
    milestone: update.milestone,
    sourceStatus: update.sourceStatus,
    shipmentKey,
    detail: decision.kind === "refused" ? decision.reason : null,
    occurredAt: update.occurredAt,
    receivedAt: update.receivedAt,
    enteredAt: origin.enteredAt,
    learnt: update,
  };
}

function priorOf(decision: Decision): Milestone | null {
  switch (decision.kind) {
    case "advanced":
    case "refused":
      return decision.from;
    case "unchanged":
      return decision.at;
    case "superseded":
      return decision.by;
  }
}

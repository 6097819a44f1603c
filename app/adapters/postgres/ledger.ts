import type { Instant } from "../../domain/instant.ts";
import type { MessageVia } from "../../domain/message-state.ts";
import type { Milestone } from "../../domain/milestone.ts";
import type { Decision } from "../../domain/order-record/order-record.ts";
import type { LearntUpdate } from "../../domain/order-record/order-update.ts";
import type { FoldedUpdate } from "../../pipeline/ports.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

/** How the entries came about. */
export interface LedgerOrigin {
  readonly shopId: string;
  readonly orderRecordId: string;
  readonly messageId: string;
  readonly mappingVersionId: string;
  readonly via: MessageVia;
}

/** A row of the ledger, by its columns. */
interface LedgerRow {
  readonly source_id: string;
  readonly decision: Decision["kind"];
  readonly prior: Milestone | null;
  readonly milestone: Milestone;
  readonly source_status: string;
  readonly shipment_key: string | null;
  readonly detail: string | null;
  readonly occurred_at: Instant | null;
  readonly received_at: Instant;
  readonly learnt: LearntUpdate;
}

interface LearntRow {
  readonly learnt: LearntUpdate;
}

/** Appends what was folded, in its order. */
export async function appendToLedger(
  sql: Sql,
  origin: LedgerOrigin,
  folded: readonly FoldedUpdate[],
): Promise<void> {
  const { shopId, orderRecordId, messageId, mappingVersionId, via } = origin;
  await sql.execute(
    {
      name: "append_to_ledger",
      text: `INSERT INTO ledger_entry (shop_id, order_record_id, message_id, mapping_version_id, via, source_id,
          decision, prior, milestone, source_status, shipment_key, detail, occurred_at, received_at, learnt)
        SELECT $1, $2, $3, $4, $5, e.source_id, e.decision, e.prior, e.milestone, e.source_status,
          e.shipment_key, e.detail, e.occurred_at, e.received_at, e.learnt
        FROM ROWS FROM (jsonb_to_recordset($6::jsonb) AS (source_id uuid, decision text, prior text,
          milestone text, source_status text, shipment_key text, detail text, occurred_at timestamptz,
          received_at timestamptz, learnt jsonb)) WITH ORDINALITY AS e
        ORDER BY e.ordinality`,
    },
    [shopId, orderRecordId, messageId, mappingVersionId, via, storedJson(folded.map(toRow))],
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

function toRow({ update, shipmentKey, decision }: FoldedUpdate): LedgerRow {
  return {
    source_id: update.sourceId,
    decision: decision.kind,
    prior: priorOf(decision),
    milestone: update.milestone,
    source_status: update.sourceStatus,
    shipment_key: shipmentKey,
    detail: decision.kind === "refused" ? decision.reason : null,
    occurred_at: update.occurredAt,
    received_at: update.receivedAt,
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

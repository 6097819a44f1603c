import { fold } from "../../domain/order-record/fold.ts";
import type { OrderRecord } from "../../domain/order-record/order-record.ts";
import { drivingSources } from "./driving-sources.ts";
import { wakeLane } from "./lane-row.ts";
import { learntUpdates } from "./ledger.ts";
import type { Sql } from "./sql-connection.ts";
import { writeRecord } from "./write-record.ts";

/** Two records of one shop that turned out to be one order. */
export interface RecordPair {
  readonly shopId: string;
  /** Ends; everything of it moves. */
  readonly from: string;
  /** Stays. */
  readonly into: string;
}

interface RecordRow {
  readonly record: OrderRecord;
}

/** Each statement moves one table's rows of `from` ($2) in the shop ($1) to `into` ($3). */
const MOVES = [
  "UPDATE ledger_entry SET order_record_id = $3 WHERE shop_id = $1 AND order_record_id = $2",
  "UPDATE order_reference SET order_record_id = $3 WHERE shop_id = $1 AND order_record_id = $2",
  "UPDATE intent SET order_record_id = $3 WHERE shop_id = $1 AND order_record_id = $2",
  `UPDATE interpretation SET order_record_id = $3
   WHERE shop_id = $1 AND order_record_id = $2
     AND message_id IN (SELECT message_id FROM message_order WHERE shop_id = $1 AND order_record_id = $2)`,
  `INSERT INTO message_order (shop_id, order_record_id, message_id, state, reason_code, reason_detail, shipment_keys, wanted)
   SELECT shop_id, $3, message_id, state, reason_code, reason_detail, shipment_keys, wanted
   FROM message_order WHERE shop_id = $1 AND order_record_id = $2
   ON CONFLICT (shop_id, order_record_id, message_id) DO UPDATE SET
     state = EXCLUDED.state, reason_code = EXCLUDED.reason_code, reason_detail = EXCLUDED.reason_detail,
     shipment_keys = message_order.shipment_keys || EXCLUDED.shipment_keys, wanted = EXCLUDED.wanted
   WHERE EXCLUDED.wanted IS NOT NULL`,
  `UPDATE order_record AS o SET quiet_before = greatest(o.quiet_before, gone.quiet_before)
   FROM order_record AS gone WHERE gone.shop_id = $1 AND gone.id = $2 AND o.id = $3`,
] as const;

/** What `from` ($2) leaves behind in the shop ($1). */
const LEAVINGS = [
  "DELETE FROM message_order WHERE shop_id = $1 AND order_record_id = $2",
  "DELETE FROM storefront_view WHERE shop_id = $1 AND order_record_id = $2",
  "DELETE FROM order_source WHERE shop_id = $1 AND order_record_id = $2",
  "DELETE FROM lane WHERE shop_id = $1 AND order_record_id = $2",
  "DELETE FROM order_record WHERE shop_id = $1 AND id = $2",
] as const;

/**
 * Makes one record of two: the ledger's updates of the one are folded into the
 * other, everything that names the one moves, and the other's lane is woken.
 * The fold does not depend on order, so the record is as if there had been one
 * all along.
 */
export async function mergeRecords(sql: Sql, { shopId, from, into }: RecordPair): Promise<void> {
  const record = await lockRecord(sql, into);
  const learnt = await learntUpdates(sql, shopId, from);
  const merged = learnt.reduce((before, update) => fold(before, update).record, record);
  const driving = await drivingSources(sql, shopId);
  await writeRecord(sql, { id: into, record: merged, isNews: true, driving });
  for (const move of MOVES) await sql.execute(move, [shopId, from, into]);
  for (const leaving of LEAVINGS) await sql.execute(leaving, [shopId, from]);
  const wanted = await wakeLane(sql, shopId, into);
  await sql.execute(
    "UPDATE message_order SET wanted = $2 WHERE order_record_id = $1 AND wanted IS NOT NULL",
    [into, wanted],
  );
}

async function lockRecord(sql: Sql, id: string): Promise<OrderRecord> {
  const [row] = await sql.query<RecordRow>(
    "SELECT record FROM order_record WHERE id = $1 FOR UPDATE",
    [id],
  );
  if (row === undefined) throw new Error(`order record ${id} is gone`);
  return row.record;
}

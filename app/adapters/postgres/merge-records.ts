import { fold } from "../../domain/order-record/fold.ts";
import type { OrderRecord } from "../../domain/order-record/order-record.ts";
import { drivingSources } from "./driving-sources.ts";
import { wakeLane } from "./lane-row.ts";
import { learntUpdates } from "./ledger/append-to-ledger.ts";
import { chainEnd, type ChainRow, joinChains } from "./ledger/chain.ts";
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

interface RecordRow extends ChainRow {
  readonly id: string;
  readonly record: OrderRecord;
}

/** Each statement moves one table's rows of `from` ($2) in the shop ($1) to `into` ($3). */
const MOVES = [
  "UPDATE ledger_entry SET order_record_id = $3 WHERE shop_id = $1 AND order_record_id = $2",
  "UPDATE ledger_join SET order_record_id = $3 WHERE shop_id = $1 AND order_record_id = $2",
  "UPDATE order_reference SET order_record_id = $3 WHERE shop_id = $1 AND order_record_id = $2",
  "UPDATE intent SET order_record_id = $3 WHERE shop_id = $1 AND order_record_id = $2",
  `UPDATE interpretation SET order_record_id = $3
   WHERE shop_id = $1 AND order_record_id = $2
     AND message_id IN (SELECT message_id FROM message_order WHERE shop_id = $1 AND order_record_id = $2)`,
  "UPDATE flow_event SET order_record_id = $3 WHERE shop_id = $1 AND order_record_id = $2",
  "UPDATE flow_run SET order_record_id = $3 WHERE shop_id = $1 AND order_record_id = $2",
  `INSERT INTO message_order (shop_id, order_record_id, message_id, state, reason_code, reason_detail, shipment_keys, wanted)
   SELECT shop_id, $3, message_id, state, reason_code, reason_detail, shipment_keys, wanted
   FROM message_order WHERE shop_id = $1 AND order_record_id = $2
   ON CONFLICT (shop_id, order_record_id, message_id) DO UPDATE SET
     state = EXCLUDED.state, reason_code = EXCLUDED.reason_code, reason_detail = EXCLUDED.reason_detail,
     shipment_keys = message_order.shipment_keys || EXCLUDED.shipment_keys, wanted = EXCLUDED.wanted
   WHERE EXCLUDED.wanted IS NOT NULL`,
  `UPDATE order_record AS o SET quiet_before = greatest(o.quiet_before, gone.quiet_before),
     hold = coalesce(o.hold, gone.hold), review = coalesce(o.review, gone.review)
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
 * all along; its ledger's chain goes on from both.
 */
export async function mergeRecords(sql: Sql, pair: RecordPair): Promise<void> {
  const { shopId, from, into } = pair;
  const [gone, stays] = await lockBoth(sql, pair);
  const learnt = await learntUpdates(sql, shopId, from);
  const merged = learnt.reduce((before, update) => fold(before, update).record, stays.record);
  const driving = await drivingSources(sql, shopId);
  const chain = await joinChains(sql, shopId, {
    from: { id: from, end: await chainEnd(sql, { shopId, orderRecordId: from }, gone) },
    into: { id: into, end: await chainEnd(sql, { shopId, orderRecordId: into }, stays) },
  });
  await writeRecord(sql, { id: into, record: merged, isNews: true, driving, chain });
  for (const move of MOVES) await sql.execute(move, [shopId, from, into]);
  for (const leaving of LEAVINGS) await sql.execute(leaving, [shopId, from]);
  const wanted = await wakeLane(sql, shopId, into);
  await sql.execute(
    "UPDATE message_order SET wanted = $2 WHERE order_record_id = $1 AND wanted IS NOT NULL",
    [into, wanted],
  );
}

/** Both records, locked in the order of their ids. */
async function lockBoth(
  sql: Sql,
  { from, into }: RecordPair,
): Promise<readonly [gone: RecordRow, stays: RecordRow]> {
  const rows = await sql.query<RecordRow>(
    `SELECT id, record, ledger_length, ledger_head FROM order_record WHERE id = ANY ($1::uuid[])
     ORDER BY id FOR UPDATE`,
    [[from, into]],
  );
  const gone = rows.find(({ id }) => id === from);
  const stays = rows.find(({ id }) => id === into);
  if (gone === undefined || stays === undefined) {
    throw new Error(`one of the order records ${from} and ${into} is gone`);
  }
  return [gone, stays];
}

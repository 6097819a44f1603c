import { trackingReferences } from "../../domain/order-record/canonical-reference.ts";
import type { LearntUpdate } from "../../domain/order-record/order-update.ts";
import { mergeRecords } from "./merge-records.ts";
import { claimReference, recordOf } from "./order-references.ts";
import type { Sql } from "./sql-connection.ts";

/**
 * Gives the packages' numbers to the records that learn them, so that a
 * carrier's message finds its order. Where the carrier was first, its record
 * has no other name and no Shopify order, and is merged into the learning one:
 * true where that happened.
 */
export async function adoptTracking(
  sql: Sql,
  shopId: string,
  updatesByRecord: ReadonlyMap<string, readonly LearntUpdate[]>,
): Promise<boolean> {
  let hasMerged = false;
  for (const [orderRecordId, updates] of updatesByRecord) {
    for (const reference of updates.flatMap(trackingReferences)) {
      if (await claimReference(sql, { shopId, orderRecordId }, reference)) continue;
      const from = await recordOf(sql, shopId, reference);
      if (from === null || from === orderRecordId || !(await isCarriersOwn(sql, from))) continue;
      await mergeRecords(sql, { shopId, from, into: orderRecordId });
      hasMerged = true;
    }
  }
  return hasMerged;
}

/** Whether nothing but tracking numbers leads to the record. Locks it. */
async function isCarriersOwn(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM order_record AS o WHERE o.id = $1 AND o.order_id IS NULL
       AND NOT EXISTS (SELECT FROM order_reference AS r WHERE r.order_record_id = o.id AND r.kind <> 'tracking')
     FOR UPDATE`,
    [id],
  );
  return rows.length > 0;
}

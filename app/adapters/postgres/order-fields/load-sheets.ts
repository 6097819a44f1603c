import { orderFields, type WrittenFields } from "../../../domain/order-fields/order-fields.ts";
import type { OrderRecord } from "../../../domain/order-record/order-record.ts";
import type { Block } from "../../../domain/plan/block.ts";
import type { Zone } from "../../../domain/zone.ts";
import type { FieldBatch, FieldDigests, FieldSheet } from "../../../pipeline/ports.ts";
import { drivingSources } from "../driving-sources.ts";
import type { Sql } from "../sql-connection.ts";

interface SheetRow {
  readonly id: string;
  readonly order_id: string;
  readonly record: OrderRecord;
  readonly agreement: string;
  readonly blocks: readonly Block[];
  readonly zone: Zone | null;
  readonly written: WrittenFields | null;
  readonly digests: FieldDigests | null;
}

/** What the orders of a batch should say, and what was written on them. */
export async function loadSheets(
  sql: Sql,
  { shopId, orders }: FieldBatch,
): Promise<readonly FieldSheet[]> {
  const driving = await drivingSources(sql, shopId);
  const rows = await sql.query<SheetRow>(
    {
      name: "load_field_sheets",
      text: `SELECT o.id, o.order_id, o.record, o.agreement, o.blocks, f.written, f.digests,
          (SELECT d.zone FROM discrepancy AS d WHERE d.order_record_id = o.id AND d.closed_at IS NULL
           ORDER BY d.opened_at LIMIT 1) AS zone
        FROM unnest($2::uuid[], $3::bigint[]) AS b (id, token)
        JOIN field_task AS t ON t.shop_id = $1 AND t.order_record_id = b.id AND t.lease_token = b.token
        JOIN order_record AS o ON o.id = t.order_record_id
        LEFT JOIN order_field AS f ON f.order_record_id = o.id
        WHERE o.order_id IS NOT NULL`,
    },
    [shopId, orders.map((one) => one.orderRecordId), orders.map((one) => one.leaseToken)],
  );
  return rows.map((row) => ({
    orderRecordId: row.id,
    orderId: row.order_id,
    // An order on its way is looked at again when its lane ends.
    wanted: row.agreement === "pending" ? null : orderFields({ ...row, driving }),
    written: row.written,
    digests: row.digests ?? {},
  }));
}

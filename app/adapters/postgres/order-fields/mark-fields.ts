import type { Sql } from "../sql-connection.ts";

/** What comes within so long is written with one call for several orders. */
const GATHER_SECONDS = 1;

/** Asks for a look at the fields of orders, in the transaction that changes what they should say. */
export async function markFields(sql: Sql, orderRecordIds: readonly string[]): Promise<void> {
  if (orderRecordIds.length === 0) return;
  await sql.execute(
    {
      name: "mark_fields",
      text: `INSERT INTO field_task (shop_id, order_record_id, due_at)
        SELECT shop_id, id, now() + make_interval(secs => ${String(GATHER_SECONDS)})
        FROM order_record WHERE id = ANY ($1::uuid[]) AND order_id IS NOT NULL ORDER BY id
        ON CONFLICT (shop_id, order_record_id) DO UPDATE
        SET due_at = EXCLUDED.due_at, lease_token = NULL, attempts = 0`,
    },
    [orderRecordIds],
  );
}

import type { FieldBatch, FieldEnd } from "../../../pipeline/ports.ts";
import type { Sql } from "../sql-connection.ts";
import { storedJson, storedText } from "../stored-text.ts";

/** Longer than the time that a shop's calls are throttled by a few others. */
const DOUBT_SECONDS = 5;

/** Writes how each order of a batch ended; one without an end lost its lease, or Shopify does not know it. */
export async function settleFields(
  sql: Sql,
  { shopId, orders }: FieldBatch,
  ends: ReadonlyMap<string, FieldEnd>,
): Promise<void> {
  for (const { orderRecordId, leaseToken } of orders) {
    const end = ends.get(orderRecordId) ?? { kind: "kept" as const };
    await remember(sql, { shopId, orderRecordId }, end);
    await release(sql, [shopId, orderRecordId, leaseToken], end);
  }
}

/** What Shopify has now is true whoever holds the lease. */
async function remember(
  sql: Sql,
  { shopId, orderRecordId }: { readonly shopId: string; readonly orderRecordId: string },
  end: FieldEnd,
): Promise<void> {
  if (end.kind === "written")
    await sql.execute(
      `INSERT INTO order_field (order_record_id, shop_id, written, digests, written_at)
       SELECT id, shop_id, $3, $4, $5 FROM order_record WHERE id = $1 AND shop_id = $2
       ON CONFLICT (order_record_id) DO UPDATE SET written = EXCLUDED.written,
         digests = EXCLUDED.digests, written_at = EXCLUDED.written_at, problem = NULL`,
      [
        orderRecordId,
        shopId,
        storedJson(end.fields),
        storedJson(end.digests),
        end.fields.confirmed_at,
      ],
    );
  if (end.kind === "refused")
    await sql.execute(
      `INSERT INTO order_field (order_record_id, shop_id, problem)
       SELECT id, shop_id, $3 FROM order_record WHERE id = $1 AND shop_id = $2
       ON CONFLICT (order_record_id) DO UPDATE SET problem = EXCLUDED.problem`,
      [orderRecordId, shopId, storedText(end.reason)],
    );
}

/** Nothing is released where the order was asked for again: it stays due. */
async function release(sql: Sql, lease: readonly string[], end: FieldEnd): Promise<void> {
  switch (end.kind) {
    case "kept":
    case "written":
    case "refused":
      await sql.execute(`DELETE FROM field_task WHERE ${HELD}`, lease);
      return;
    case "later":
      await sql.execute(
        `UPDATE field_task SET lease_token = NULL, attempts = 0, lost = 0,
           due_at = now() + make_interval(secs => $4) WHERE ${HELD}`,
        [...lease, end.seconds],
      );
      return;
    case "doubted":
      await sql.execute(
        `UPDATE field_task SET lease_token = NULL, lost = 0,
           due_at = now() + make_interval(secs => $4) WHERE ${HELD}`,
        [...lease, DOUBT_SECONDS],
      );
  }
}

const HELD = "shop_id = $1 AND order_record_id = $2 AND lease_token = $3";

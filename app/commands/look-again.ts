import { writeAudit } from "../adapters/postgres/audit.ts";
import type { Database } from "../adapters/postgres/database.ts";
import { wakeLanes } from "../adapters/postgres/lane-row.ts";
import { askSources } from "../adapters/postgres/order-asks.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { Ids } from "../pipeline/ports.ts";

export interface LookAgainParts {
  readonly database: Database;
  readonly ids: Ids;
}

/**
 * Makes the order's lane due at once, and lifts what Shopify refused: a person
 * has mended the cause, so the step may be tried again. Every source that is
 * polled is asked about the order, so that what a webhook lost is learnt now.
 * False where the shop has no such order.
 */
export function lookAgain(
  { database, ids }: LookAgainParts,
  by: Actor,
  orderRecordId: string,
): Promise<boolean> {
  return database.forShop(by.shopId, (sql) => lookAgainNow({ sql, ids, by }, orderRecordId));
}

/** The same, in a transaction that does more. */
export async function lookAgainNow(
  { sql, ids, by }: { readonly sql: Sql; readonly ids: Ids; readonly by: Actor },
  orderRecordId: string,
): Promise<boolean> {
  const { shopId } = by;
  const found = await sql.query(
    "SELECT FROM order_record WHERE shop_id = $1 AND id = $2 FOR UPDATE",
    [shopId, orderRecordId],
  );
  if (found.length === 0) return false;
  const lifted = await sql.execute(
    `UPDATE intent SET state = 'planned', detail = NULL, updated_at = now()
     WHERE shop_id = $1 AND order_record_id = $2 AND state = 'rejected'`,
    [shopId, orderRecordId],
  );
  await wakeLanes(sql, { shopId, orderRecordIds: [orderRecordId] }, "first");
  await askSources(sql, by, orderRecordId);
  await writeAudit(sql, ids, {
    ...by,
    action: "order.looked_again",
    subject: orderRecordId,
    detail: { lifted_refusals: lifted },
  });
  return true;
}

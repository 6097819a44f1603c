import type { Database } from "../adapters/postgres/database.ts";

/** The record of the order with this gid; null where no system of the shop has told of it. */
export async function findRecordByGid(
  database: Database,
  { shopId, orderId }: { readonly shopId: string; readonly orderId: string },
): Promise<string | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<{ id: string }>("SELECT id FROM order_record WHERE shop_id = $1 AND order_id = $2", [
      shopId,
      orderId,
    ]),
  );
  return row?.id ?? null;
}

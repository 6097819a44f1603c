import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { RemovedSource } from "../screens/sources/view.ts";

/** What is left to say of a source that was removed; null where there is none such. */
export async function readRemovedSource(
  database: Database,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<RemovedSource | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<{ readonly name: string; readonly removed_at: Date }>(
      `SELECT name, removed_at FROM source
       WHERE shop_id = $1 AND id = $2 AND removed_at IS NOT NULL`,
      [shopId, sourceId],
    ),
  );
  return row === undefined
    ? null
    : { id: sourceId, name: row.name, removedAt: instantIn(row.removed_at) };
}

import type { Database } from "../adapters/postgres/database.ts";
import { BLOCKS, type BlockCode } from "../domain/plan/block.ts";

interface CodeRow {
  readonly code: string;
}

/** What is older than these waits for the same things. */
const ORDERS_READ = 10_000;

/** What blocks orders of the shop, by those that were blocked last. */
export async function orderBlocks(
  database: Database,
  shopId: string,
): Promise<readonly BlockCode[]> {
  const rows = await database.forShop(shopId, (sql) =>
    sql.query<CodeRow>(
      `SELECT DISTINCT code FROM (
         SELECT block_codes FROM order_record WHERE shop_id = $1 AND blocked_since IS NOT NULL
         ORDER BY updated_at DESC, id DESC LIMIT $2
       ) AS blocked CROSS JOIN unnest(block_codes) AS code ORDER BY code`,
      [shopId, ORDERS_READ],
    ),
  );
  return rows.map(({ code }) => code).filter(isBlockCode);
}

function isBlockCode(code: string): code is BlockCode {
  return Object.hasOwn(BLOCKS, code);
}

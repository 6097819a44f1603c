import type { Database } from "../adapters/postgres/database.ts";

interface ReasonRow {
  readonly reason_code: string;
}

const MOST_REASONS = 100;

/** The causes by which messages of the shop stand still now; each is found by a jump to the next, not by a count. */
export async function stuckReasons(database: Database, shopId: string): Promise<readonly string[]> {
  const rows = await database.forShop(shopId, (sql) =>
    sql.query<ReasonRow>(
      `WITH RECURSIVE cause AS (
         (SELECT state, reason_code FROM interpretation
          WHERE shop_id = $1 AND state IN ('waiting', 'quarantined', 'dead')
          ORDER BY state, reason_code LIMIT 1)
         UNION ALL
         SELECT next.state, next.reason_code FROM cause CROSS JOIN LATERAL (
           SELECT i.state, i.reason_code FROM interpretation AS i
           WHERE i.shop_id = $1 AND i.state IN ('waiting', 'quarantined', 'dead')
             AND (i.state, i.reason_code) > (cause.state, cause.reason_code)
           ORDER BY i.state, i.reason_code LIMIT 1) AS next
       )
       SELECT DISTINCT reason_code FROM cause ORDER BY reason_code LIMIT $2`,
      [shopId, MOST_REASONS],
    ),
  );
  return rows.map(({ reason_code: code }) => code);
}

import type { Database } from "../adapters/postgres/database.ts";

export interface AffectedRequest {
  readonly shopId: string;
  readonly sourceId: string;
  readonly most: number;
}

/**
 * The messages that the newest backtest of a source read otherwise: those of
 * its orders that differ, and those that stopped before any order where some
 * of these would go on. Newest first.
 */
export async function affectedMessages(
  database: Database,
  { shopId, sourceId, most }: AffectedRequest,
): Promise<readonly string[]> {
  const rows = await database.forShop(shopId, (sql) =>
    sql.query<{ readonly message_id: string }>(
      `WITH backtest AS (
         SELECT id FROM run WHERE shop_id = $1 AND source_id = $2 AND kind = 'backtest' AND state = 'done'
         ORDER BY id DESC LIMIT 1),
       differing AS (
         SELECT o.order_record_id, o.message_id, o.differences FROM run_order AS o JOIN backtest AS b ON b.id = o.run_id
         WHERE o.differences <> '{}')
       SELECT i.message_id FROM interpretation AS i
       WHERE i.shop_id = $1 AND i.source_id = $2 AND i.message_id IN (
         SELECT p.message_id FROM differing AS d
         JOIN message_order AS p ON p.shop_id = $1 AND p.order_record_id = d.order_record_id
         UNION SELECT d.message_id FROM differing AS d
         UNION SELECT q.message_id FROM interpretation AS q
           WHERE q.shop_id = $1 AND q.source_id = $2 AND q.state = 'quarantined'
             AND q.reason_code <> 'id_reuse_conflict' AND q.order_record_id IS NULL
             AND EXISTS (SELECT FROM differing AS n WHERE 'no_longer_fails' = ANY (n.differences)))
       ORDER BY i.message_id DESC LIMIT $3`,
      [shopId, sourceId, most],
    ),
  );
  return rows.map((row) => row.message_id);
}

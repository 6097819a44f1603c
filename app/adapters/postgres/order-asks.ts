import type { OrderNames } from "../../domain/polling/single-order.ts";
import type { ClaimedPoll, OrderAsks } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import type { Actor } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

/** Asked in one turn of a poll. */
const AT_ONCE = 20;

interface AskRow extends OrderNames {
  readonly orderRecordId: string;
  readonly askedAt: string;
}

/** Names of one order beyond these are not asked by. */
const WAITING = `SELECT a.order_record_id AS "orderRecordId", a.asked_at::text AS "askedAt",
    substring(o.order_id from '[0-9]+$') AS "shopifyId",
    ARRAY(SELECT name FROM (SELECT v.view->>'name' AS name, 0 AS rank FROM storefront_view AS v
        WHERE v.order_record_id = a.order_record_id
      UNION ALL SELECT value, 1 FROM order_reference AS r
        WHERE r.order_record_id = a.order_record_id AND r.kind = 'name') AS called
      GROUP BY name ORDER BY min(rank), name LIMIT 3) AS names,
    ARRAY(SELECT value FROM order_reference AS r
      WHERE r.order_record_id = a.order_record_id AND r.kind = 'tracking' ORDER BY value LIMIT 3) AS tracking,
    coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('feed', p.feed, 'id', p.record_id))
      FROM message_order AS m JOIN polled_record AS p ON p.message_id = m.message_id
      WHERE m.shop_id = a.shop_id AND m.order_record_id = a.order_record_id
        AND p.source_id = a.source_id AND p.record_id IS NOT NULL), '[]') AS records
  FROM order_ask AS a JOIN order_record AS o ON o.id = a.order_record_id
  WHERE a.shop_id = $1 AND a.source_id = $2 AND a.settled_at IS NULL
  ORDER BY a.asked_at LIMIT ${String(AT_ONCE)}`;

/** The orders about which sources are to be asked, as the worker sees them. */
export function postgresOrderAsks(database: Database): OrderAsks {
  return {
    waiting: ({ shopId, sourceId }) =>
      database.forShop(shopId, async (sql) => {
        const rows = await sql.query<AskRow & Record<string, unknown>>(WAITING, [shopId, sourceId]);
        return rows.map(({ orderRecordId, askedAt, ...names }) => ({
          orderRecordId,
          askedAt,
          names,
        }));
      }),
    settle: ({ shopId, sourceId }: ClaimedPoll, { orderRecordId, askedAt }, end) =>
      database.forShop(shopId, async (sql) => {
        await sql.execute(
          `UPDATE order_ask SET settled_at = clock_timestamp(), outcome = $5, problem = $6, message_ids = $7
           WHERE shop_id = $1 AND source_id = $2 AND order_record_id = $3 AND asked_at = $4::timestamptz`,
          [
            ...[shopId, sourceId, orderRecordId, askedAt, end.outcome],
            end.outcome === "failed" ? storedJson(end.problem) : null,
            "messageIds" in end ? end.messageIds : [],
          ],
        );
      }),
  };
}

/** Whether anybody waits for this source to be asked about an order. */
export async function hasAsks(sql: Sql, sourceId: string): Promise<boolean> {
  const rows = await sql.query(
    "SELECT FROM order_ask WHERE source_id = $1 AND settled_at IS NULL LIMIT 1",
    [sourceId],
  );
  return rows.length > 0;
}

/**
 * Has every source of the shop that is polled asked about the order. A source
 * that wants to be left alone for a while is asked when that is over, and one
 * whose poll is under way after it.
 */
export async function askSources(
  sql: Sql,
  { shopId, actor }: Actor,
  orderRecordId: string,
): Promise<void> {
  const asked = await sql.query<{ readonly source_id: string }>(
    `INSERT INTO order_ask (shop_id, source_id, order_record_id, asked_by, asked_at)
     SELECT p.shop_id, p.source_id, $2, $3, clock_timestamp() FROM poller AS p
     JOIN source AS s ON s.id = p.source_id AND s.removed_at IS NULL
     WHERE p.shop_id = $1 AND p.state = 'on'
     ON CONFLICT (order_record_id, source_id) DO UPDATE SET asked_by = EXCLUDED.asked_by,
       asked_at = EXCLUDED.asked_at, settled_at = NULL, outcome = NULL, problem = NULL, message_ids = '{}'
     RETURNING source_id`,
    [shopId, orderRecordId, actor],
  );
  if (asked.length === 0) return;
  await sql.execute(
    `UPDATE poll_task AS t SET due_at = now() FROM poller AS p
     WHERE t.shop_id = $1 AND t.source_id = ANY ($2::uuid[]) AND t.lease_token IS NULL
       AND p.source_id = t.source_id AND p.poll_id IS NULL`,
    [shopId, asked.map(({ source_id: sourceId }) => sourceId)],
  );
  await sql.query("SELECT pg_notify('handoff_poll', '')");
}

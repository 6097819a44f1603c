import type { Sql } from "../sql-connection.ts";

const EVENT_DAYS = 90;
/** Flow asks again for a day and a half at most. */
const RUN_DAYS = 30;

/** Ends the incidents of messages of which none stands still any more; the same cause is then told anew. */
export function endMessageIncidents(sql: Sql, shopId: string): Promise<number> {
  return sql.execute(
    `UPDATE flow_event AS e SET closed_at = now()
     WHERE e.shop_id = $1 AND e.trigger = 'message_failed' AND e.closed_at IS NULL
       AND NOT EXISTS (
         SELECT FROM interpretation AS i
         WHERE i.shop_id = $1 AND i.state IN ('quarantined', 'dead') AND i.reason_code = e.code
           AND coalesce(i.order_record_id, i.source_id) = coalesce(e.order_record_id, e.source_id))`,
    [shopId],
  );
}

/** Forgets what is long over. What could be told again stays, so that it is not. */
export async function forgetOldFlow(sql: Sql, shopId: string): Promise<number> {
  const events = await sql.execute(
    `DELETE FROM flow_event WHERE shop_id = $1 AND created_at < now() - make_interval(days => $2)
       AND state NOT IN ('pending', 'sending')
       AND (closed_at IS NOT NULL OR trigger NOT IN ('message_failed', 'order_unknown'))`,
    [shopId, EVENT_DAYS],
  );
  const runs = await sql.execute(
    "DELETE FROM flow_run WHERE shop_id = $1 AND created_at < now() - make_interval(days => $2)",
    [shopId, RUN_DAYS],
  );
  return events + runs;
}

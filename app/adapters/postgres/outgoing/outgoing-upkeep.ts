import type { Sql } from "../sql-connection.ts";

/** Forgets what was told so many days ago. What is still to be pushed stays. */
export async function forgetOldEvents(sql: Sql, shopId: string, days: number): Promise<number> {
  const values = [shopId, days];
  const deliveries = await sql.execute(
    `DELETE FROM event_delivery WHERE shop_id = $1 AND state <> 'pending'
       AND created_at < now() - make_interval(days => $2)`,
    values,
  );
  const events = await sql.execute(
    `DELETE FROM outgoing_event AS e
     WHERE e.shop_id = $1 AND e.created_at < now() - make_interval(days => $2)
       AND NOT EXISTS (SELECT FROM event_delivery AS d WHERE d.event_id = e.id)`,
    values,
  );
  return deliveries + events;
}

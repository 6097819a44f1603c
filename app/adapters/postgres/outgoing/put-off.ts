import type { ClaimedDelivery } from "../../../pipeline/ports.ts";
import type { Sql } from "../sql-connection.ts";

/** What a paused subscriber is to get waits until it is resumed; what is over is no task any more. */
export async function putOffForGood(
  sql: Sql,
  { deliveryId, leaseToken }: ClaimedDelivery,
): Promise<void> {
  await sql.execute(
    `UPDATE delivery_task SET lease_token = NULL, attempts = 0, lost = 0, due_at = 'infinity'
     WHERE delivery_id = $1 AND lease_token = $2`,
    [deliveryId, leaseToken],
  );
  await sql.execute(
    `DELETE FROM delivery_task AS t USING event_delivery AS d
     WHERE t.delivery_id = $1 AND d.id = t.delivery_id AND d.state <> 'pending'`,
    [deliveryId],
  );
}

/** Until the first address is tried again. Deliveries that are due with it are put off with it, instead of one by one. */
export async function putOff(
  sql: Sql,
  { subscriberId, deliveryId, leaseToken }: ClaimedDelivery,
  { seconds, who }: { readonly seconds: number; readonly who: "this" | "all_due" },
): Promise<void> {
  await sql.execute(
    `UPDATE delivery_task SET lease_token = NULL, attempts = 0, lost = 0,
       due_at = now() + make_interval(secs => $3)
     WHERE delivery_id = $1 AND lease_token = $2`,
    [deliveryId, leaseToken, seconds],
  );
  if (who === "this") return;
  await sql.execute(
    `UPDATE delivery_task SET due_at = now() + make_interval(secs => $2) WHERE delivery_id IN (
       SELECT delivery_id FROM delivery_task WHERE subscriber_id = $1 AND lease_token IS NULL
         AND due_at <= now() ORDER BY due_at FOR UPDATE SKIP LOCKED)
       AND EXISTS (SELECT FROM subscriber_reach WHERE subscriber_id = $1 AND opened_at IS NOT NULL)`,
    [subscriberId, seconds],
  );
}

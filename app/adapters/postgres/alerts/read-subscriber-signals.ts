import type { SubscriberSignal } from "../../../domain/alerting/signals.ts";
import { instantOrNull } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";

/** Of what is on its way the first ones are looked at: deliveries that were sent again stand among them. */
const FIRST_LOOKED_AT = 20;

interface SubscriberRow {
  readonly id: string;
  readonly name: string;
  readonly given_up: number;
  readonly given_up_since: Date | null;
  readonly waiting_since: Date | null;
  readonly status: number | null;
}

/** Whether events come to those that they are pushed to. One that is paused is left out: nothing is sent to it. */
export async function readSubscriberSignals(
  sql: Sql,
  shopId: string,
): Promise<readonly SubscriberSignal[]> {
  const rows = await sql.query<SubscriberRow>(
    `SELECT b.id, b.name, coalesce(r.given_up, 0) AS given_up, r.given_up_since,
       r.response_status AS status,
       (SELECT min(t.queued_at) FROM (
          SELECT d.id FROM event_delivery AS d WHERE d.subscriber_id = b.id AND d.state = 'pending'
          ORDER BY d.id LIMIT ${String(FIRST_LOOKED_AT)}) AS first
        JOIN delivery_task AS t ON t.delivery_id = first.id) AS waiting_since
     FROM subscriber AS b LEFT JOIN subscriber_reach AS r ON r.subscriber_id = b.id
     WHERE b.shop_id = $1 AND b.state = 'active' AND b.is_pushed ORDER BY b.id`,
    [shopId],
  );
  return rows.map((row) => ({
    subscriberId: row.id,
    subscriberName: row.name,
    givenUp: row.given_up,
    givenUpSince: instantOrNull(row.given_up_since),
    waitingSince: instantOrNull(row.waiting_since),
    status: row.status,
  }));
}

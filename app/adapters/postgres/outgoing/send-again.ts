import type { Clock, Ids } from "../../../pipeline/ports.ts";
import type { DeliveryStep } from "../../../domain/outgoing/delivery-log.ts";
import type { Database } from "../database.ts";
import type { Actor } from "../sources.ts";
import type { Sql } from "../sql-connection.ts";
import { storedJson } from "../stored-text.ts";
import { noteSubscriber } from "./note-subscriber.ts";
import { probeSoon } from "./reach.ts";

export interface SendAgainParts {
  readonly database: Database;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** One delivery of a subscriber, or all of its that failed where `deliveryId` is null. */
export interface SendAgain {
  readonly subscriberId: string;
  readonly deliveryId: string | null;
}

/** More wait for the next time. */
const MOST_AT_ONCE = 1000;

/** Pushes what failed, or what arrived already, once more: under its old id, and with all its tries. Answers how many. */
export function sendAgain(
  { database, ids, clock }: SendAgainParts,
  by: Actor,
  { subscriberId, deliveryId }: SendAgain,
): Promise<number> {
  const step: DeliveryStep = { step: "asked_again", at: clock.now() };
  return database.forShop(by.shopId, async (sql) => {
    const states = deliveryId === null ? ["failed"] : ["failed", "delivered"];
    const chosen = await sql.query<{ readonly id: string }>(
      `UPDATE event_delivery AS d SET state = 'pending', tries = 0, second_tries = 0, log = d.log || $4::jsonb
       FROM subscriber AS s
       WHERE d.id IN (SELECT id FROM event_delivery WHERE subscriber_id = $1 AND state = ANY ($3)
           AND ($2::bigint IS NULL OR id = $2) ORDER BY id LIMIT $5 FOR UPDATE)
         AND s.id = d.subscriber_id AND s.is_pushed
       RETURNING d.id`,
      [subscriberId, deliveryId, states, storedJson([step]), MOST_AT_ONCE],
    );
    await probeSoon(sql, subscriberId, clock.now());
    await queue(sql, by.shopId, { subscriberId, ids: chosen.map(({ id }) => id) });
    const detail = { deliveries: chosen.length };
    await noteSubscriber(sql, ids, { by, subscriberId, action: "subscriber.sent_again", detail });
    return chosen.length;
  });
}

async function queue(
  sql: Sql,
  shopId: string,
  deliveries: { readonly subscriberId: string; readonly ids: readonly string[] },
): Promise<void> {
  await sql.execute(
    `INSERT INTO delivery_task (shop_id, subscriber_id, delivery_id)
     SELECT $1, $2, id FROM unnest($3::bigint[]) AS id ON CONFLICT DO NOTHING`,
    [shopId, deliveries.subscriberId, deliveries.ids],
  );
  await sql.query("SELECT pg_notify('handoff_event', $1)", [deliveries.subscriberId]);
}

/** Writes a test event for this subscriber alone; it goes the way of all others. Null where there is no such subscriber. */
export function writeTestEvent(
  { database, ids, clock }: SendAgainParts,
  by: Actor,
  subscriberId: string,
): Promise<string | null> {
  const eventId = ids.next();
  return database.forShop(by.shopId, async (sql) => {
    const [subscriber] = await sql.query<{ readonly is_pushed: boolean }>(
      "SELECT is_pushed FROM subscriber WHERE id = $1 AND shop_id = $2 FOR SHARE",
      [subscriberId, by.shopId],
    );
    if (subscriber === undefined) return null;
    await probeSoon(sql, subscriberId, clock.now());
    await sql.execute(
      "INSERT INTO outgoing_event (id, shop_id, type, status) VALUES ($1, $2, 'test', 'test')",
      [eventId, by.shopId],
    );
    await sql.execute(
      "INSERT INTO event_delivery (shop_id, subscriber_id, event_id, state) VALUES ($1, $2, $3, $4)",
      [by.shopId, subscriberId, eventId, subscriber.is_pushed ? "pending" : "kept"],
    );
    await noteSubscriber(sql, ids, { by, subscriberId, action: "subscriber.tested", detail: {} });
    return eventId;
  });
}

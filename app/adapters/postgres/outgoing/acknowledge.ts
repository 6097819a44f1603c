import type { DeliveryStep } from "../../../domain/outgoing/delivery-log.ts";
import type { Instant } from "../../../domain/instant.ts";
import type { Clock } from "../../../pipeline/ports.ts";
import type { Database } from "../database.ts";
import { instantIn } from "../row-values.ts";
import { storedJson } from "../stored-text.ts";
import type { EventReader } from "./readers.ts";

export interface AcknowledgeParts {
  readonly database: Database;
  readonly clock: Clock;
}

interface AcknowledgedRow {
  readonly id: string;
  readonly at: Date;
}

/**
 * Notes that the subscriber has processed the event: from then on nothing more
 * of it is pushed. Told again, it answers as the first time; null where the
 * subscriber has no such event.
 */
export function acknowledgeEvent(
  { database, clock }: AcknowledgeParts,
  { shopId, subscriberId }: EventReader,
  eventId: string,
): Promise<Instant | null> {
  const step: DeliveryStep = { step: "acknowledged", at: clock.now() };
  return database.forShop(shopId, async (sql) => {
    const [row] = await sql.query<AcknowledgedRow>(
      `UPDATE event_delivery SET acknowledged_at = coalesce(acknowledged_at, $3),
         state = CASE WHEN state IN ('pending', 'failed') THEN 'delivered' ELSE state END,
         log = CASE WHEN acknowledged_at IS NULL THEN log || $4::jsonb ELSE log END
       WHERE subscriber_id = $1 AND event_id = $2 RETURNING id, acknowledged_at AS at`,
      [subscriberId, eventId, step.at, storedJson([step])],
    );
    if (row === undefined) return null;
    await sql.execute("DELETE FROM delivery_task WHERE delivery_id = $1", [row.id]);
    return instantIn(row.at);
  });
}

import type { Database } from "../adapters/postgres/database.ts";
import { forgetOldEvents } from "../adapters/postgres/outgoing/outgoing-upkeep.ts";
import type { ScheduledJob } from "../adapters/postgres/scheduled-jobs.ts";
import type { Way } from "../domain/outgoing/route.ts";
import type { ClaimedDelivery, Clock, DeliveryEnd, Log, Metrics } from "../pipeline/ports.ts";
import { pushEvent, type PushPorts } from "../pipeline/push-event.ts";
import { guarded } from "./guarded.ts";
import { installedShops } from "./housekeeping.ts";

export interface PushWorkPorts extends PushPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * Pushes one delivery; one that is poison fails. `wakeIn` has the next try made
 * when it is due, and not when the loop looks next.
 */
export function pushWork(
  ports: PushWorkPorts,
  wakeIn: (seconds: number) => void,
): (claim: ClaimedDelivery) => Promise<void> {
  return guarded(ports, {
    name: "push",
    named,
    work: async (claim) => {
      const end = await pushEvent(claim, ports);
      if (end === null) return;
      ports.metrics.count("oms.push.ended", end.state);
      const way = wayOf(end);
      if (way !== null) ports.metrics.count("oms.push.way", way);
      const told = { outcome: end.state, status: end.status, way };
      ports.log.info("event.pushed", { ...named(claim), ...told });
      if (end.state === "later") wakeIn(end.retrySeconds);
    },
    defer: (claim, delay) => ports.deliveries.defer(claim, delay),
    setAside: (claim, detail) => ports.deliveries.settle(claim, givenUp(detail, ports.clock)),
    afterTheFix: "send it again",
  });
}

function named({ shopId, subscriberId, deliveryId }: ClaimedDelivery) {
  return { shop_id: shopId, subscriber_id: subscriberId, delivery_id: deliveryId };
}

/** Null where it was not sent. */
function wayOf({ tried }: DeliveryEnd): Way | null {
  return tried === null || tried.outcome === "waited" ? null : tried.way;
}

function givenUp(detail: string, clock: Clock): DeliveryEnd {
  const step = { step: "given_up", at: clock.now(), detail } as const;
  const untried = { status: null, had: null, tried: null };
  return { state: "failed", retrySeconds: 0, detail, steps: [step], ...untried };
}

/** Forgets what was told long ago. */
export function pushJob(database: Database, retentionDays: number): ScheduledJob {
  return {
    name: "event-retention",
    cron: "59 2 * * *",
    run: async () => ({ rows_deleted: await forgetInEachShop(database, retentionDays) }),
  };
}

async function forgetInEachShop(database: Database, days: number): Promise<number> {
  let sum = 0;
  for (const shopId of await installedShops(database)) {
    sum += await database.forShop(shopId, (sql) => forgetOldEvents(sql, shopId, days));
  }
  return sum;
}

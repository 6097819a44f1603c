import type { Database } from "../adapters/postgres/database.ts";
import { forgetOldEvents } from "../adapters/postgres/outgoing/outgoing-upkeep.ts";
import type { ScheduledJob } from "../adapters/postgres/scheduled-jobs.ts";
import type { ClaimedDelivery, Log, Metrics } from "../pipeline/ports.ts";
import { pushEvent, type PushPorts } from "../pipeline/push-event.ts";
import { installedShops } from "./housekeeping.ts";

export interface PushWorkPorts extends PushPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * Pushes one delivery. `wakeIn` has the next try made when it is due, and not
 * when the loop looks next; after a surprise the lease ends by itself.
 */
export function pushWork(
  ports: PushWorkPorts,
  wakeIn: (seconds: number) => void,
): (claim: ClaimedDelivery) => Promise<void> {
  return async (claim) => {
    const { shopId, subscriberId, deliveryId } = claim;
    const facts = { shop_id: shopId, subscriber_id: subscriberId, delivery_id: deliveryId };
    try {
      const end = await pushEvent(claim, ports);
      if (end === null) return;
      ports.metrics.count("oms.push.ended", end.state);
      ports.log.info("event.pushed", { ...facts, outcome: end.state, status: end.status });
      if (end.state === "later") wakeIn(end.retrySeconds);
    } catch (error) {
      ports.metrics.count("oms.worker.failed", "push_failed");
      ports.log.error("event.push_failed", error, facts);
    }
  };
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

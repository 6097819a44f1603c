import type { Database } from "../adapters/postgres/database.ts";
import { sampleBacklog } from "../adapters/postgres/backlog-samples.ts";
import { countNewestChanges } from "../adapters/postgres/reconciliation/change-hours.ts";
import { countHours } from "../adapters/postgres/hour-counts.ts";
import { countTraffic } from "../adapters/postgres/traffic-hours.ts";
import type { ScheduledJob } from "../adapters/postgres/scheduled-jobs.ts";
import type { Clock, Log } from "../pipeline/ports.ts";
import { installedShops } from "./housekeeping.ts";

export interface HourCountParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps the hourly counts and the backlog's minutes that home reads; one shop's trouble stops no other's. */
export function hourCountJob(parts: HourCountParts): ScheduledJob {
  return {
    name: "hour-counts",
    cron: "* * * * *",
    run: async () => ({ hours_counted: await countAll(parts) }),
  };
}

async function countAll({ database, clock, log }: HourCountParts): Promise<number> {
  let hours = 0;
  for (const shopId of await installedShops(database)) {
    try {
      const now = clock.now();
      hours += await countHours(database, shopId, now);
      await countTraffic(database, shopId, now);
      await database.forShop(shopId, (sql) => countNewestChanges(sql, shopId, now));
      await database.forShop(shopId, (sql) => sampleBacklog(sql, shopId, now));
    } catch (error) {
      log.error("hours.not_counted", error, { shop_id: shopId });
    }
  }
  return hours;
}

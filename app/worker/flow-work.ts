import type { Database } from "../adapters/postgres/database.ts";
import { endMessageIncidents, forgetOldFlow } from "../adapters/postgres/flow/flow-upkeep.ts";
import type { ScheduledJob } from "../adapters/postgres/scheduled-jobs.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { ClaimedFlowEvent, Log, Metrics } from "../pipeline/ports.ts";
import { type FlowPorts, startFlow } from "../pipeline/start-flow.ts";
import { guarded } from "./guarded.ts";
import { installedShops } from "./housekeeping.ts";

export interface FlowWorkPorts extends FlowPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * Tells Shopify Flow of one event; one that is poison counts as not taken.
 * After a surprise it is looked at again: where it was being sent it is unclear,
 * and else it is sent.
 */
export function flowWork(ports: FlowWorkPorts): (claim: ClaimedFlowEvent) => Promise<void> {
  return guarded(ports, {
    name: "flow",
    named,
    work: async (claim) => {
      const outcome = await startFlow(claim, ports);
      ports.metrics.count("oms.flow.ended", outcome);
      ports.log.info("flow.ended", { ...named(claim), outcome });
    },
    defer: (claim, delay) => ports.flowEvents.defer(claim, delay),
    setAside: (claim, detail) => ports.flowEvents.settle(claim, { kind: "given_up", detail }),
    afterTheFix: "tell it again",
  });
}

function named({ shopId, eventId }: ClaimedFlowEvent) {
  return { shop_id: shopId, event_id: eventId };
}

/** Ends incidents whose messages are gone, and forgets what is long over. */
export function flowJobs(database: Database): readonly ScheduledJob[] {
  return [
    {
      name: "flow-incidents",
      cron: "*/5 * * * *",
      run: async () => ({ incidents_ended: await inEachShop(database, endMessageIncidents) }),
    },
    {
      name: "flow-retention",
      cron: "57 2 * * *",
      run: async () => ({ rows_deleted: await inEachShop(database, forgetOldFlow) }),
    },
  ];
}

async function inEachShop(
  database: Database,
  work: (sql: Sql, shopId: string) => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (const shopId of await installedShops(database)) {
    sum += await database.forShop(shopId, (sql) => work(sql, shopId));
  }
  return sum;
}

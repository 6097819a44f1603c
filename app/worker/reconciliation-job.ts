import type { Database } from "../adapters/postgres/database.ts";
import { startDueReconciliation } from "../adapters/postgres/reconciliation/start.ts";
import type { ScheduledJob } from "../adapters/postgres/scheduled-jobs.ts";
import type { Clock, Ids, Log } from "../pipeline/ports.ts";
import { installedShops } from "./housekeeping.ts";

export interface ReconciliationJobParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Who a reconciliation by the clock is started by. */
export const BY_THE_CLOCK = "handoff";

/** Begins the reconciliations that are due, each shop's by its own setting. */
export function reconciliationJob(parts: ReconciliationJobParts): ScheduledJob {
  return {
    name: "reconciliation",
    cron: "*/5 * * * *",
    run: async () => ({ reconciliations_begun: await beginDue(parts) }),
  };
}

/** One shop's trouble stops no other's; answers how many were begun. */
export async function beginDue({
  database,
  clock,
  ids,
  log,
}: ReconciliationJobParts): Promise<number> {
  let begun = 0;
  for (const shopId of await installedShops(database)) {
    const by = { shopId, actor: BY_THE_CLOCK };
    try {
      const runId = await database.forShop(shopId, (sql) =>
        startDueReconciliation(sql, { ids, by }, clock.now()),
      );
      if (runId !== null) begun += 1;
    } catch (error) {
      log.error("reconciliation.not_begun", error, { shop_id: shopId });
    }
  }
  return begun;
}

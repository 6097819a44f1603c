import type { Database } from "../adapters/postgres/database.ts";
import { chainBacklog } from "../adapters/postgres/ledger/chain.ts";
import type { ScheduledJob } from "../adapters/postgres/scheduled-jobs.ts";

/** Some seconds of work, so that a large shop's old orders do not hold up anything else. */
const ORDERS_A_RUN = 2000;

/** Chains the ledgers that an older version wrote, until none is left. */
export function ledgerJob(database: Database): ScheduledJob {
  return {
    name: "ledger-chain",
    cron: "*/5 * * * *",
    run: async () => ({ orders_chained: await chainOlderLedgers(database) }),
  };
}

/** Chains so many orders of each shop; answers how many there were. */
export async function chainOlderLedgers(database: Database): Promise<number> {
  const shops = await database.forQueue((sql) =>
    sql.query<{ readonly id: string }>("SELECT id FROM shop"),
  );
  let chained = 0;
  for (const { id } of shops) {
    chained += await chainBacklog((work) => database.forShop(id, work), id, ORDERS_A_RUN);
  }
  return chained;
}

import { addRunMessages, startRun } from "../adapters/postgres/run-row.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { SideRules } from "../domain/backtest/side.ts";
import { readPolicy } from "../domain/plan/read-policy.ts";
import { MOST_REPLAYED, type ReplayCheckParameters } from "../domain/run/replay.ts";
import type { BacktestParts } from "./start-backtest.ts";
import { interpreted, type ReplayOrder, type StartOutcome } from "./start-replay.ts";

/** Begins to work out what a replay of these messages would change and whom it would mail; nothing is changed by it. */
export function startReplayCheck(
  { database, ids, clock }: BacktestParts,
  by: Actor,
  { sourceId, messageIds }: ReplayOrder,
): Promise<StartOutcome> {
  if (messageIds.length > MOST_REPLAYED) {
    return Promise.resolve({ outcome: "too_many", most: MOST_REPLAYED });
  }
  return database.forShop(by.shopId, async (sql) => {
    const known = await interpreted(sql, by.shopId, messageIds);
    if (known.length === 0) return { outcome: "nothing" };
    const parameters: ReplayCheckParameters<SideRules> = {
      rules: await shopRules(sql, by.shopId),
      now: clock.now(),
    };
    const run = { kind: "replay_check", sourceId, parameters, total: known.length } as const;
    const runId = await startRun(sql, { ids, by }, run);
    await addRunMessages(sql, { shopId: by.shopId, runId }, known);
    return { outcome: "started", runId };
  });
}

/** Orders are read as the storefront reads them: by the sources that drive it. */
export async function shopRules(sql: Sql, shopId: string): Promise<SideRules> {
  const rows = await sql.query<{ readonly id: string; readonly policy: unknown }>(
    "SELECT id, policy FROM source WHERE shop_id = $1 AND role = 'oms' ORDER BY id",
    [shopId],
  );
  return {
    driving: rows.map(({ id }) => id),
    policies: Object.fromEntries(rows.map(({ id, policy }) => [id, readPolicy(policy)])),
  };
}

import { startRun } from "../adapters/postgres/run-row.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { type MailChoice, quietBefore, type ReplayParameters } from "../domain/run/replay.ts";
import { type CheckRefused, type CheckRow, refusalOf } from "./agreed-check.ts";
import type { BacktestParts } from "./start-backtest.ts";

export interface CheckedReplay extends MailChoice {
  /** The run that checked it. */
  readonly checkId: string;
}

export type CheckedReplayOutcome =
  { readonly outcome: "started"; readonly runId: string } | CheckRefused;

interface ReplayCheckRow extends CheckRow {
  readonly source_id: string | null;
  readonly total: number | null;
}

/** Begins to replay what was checked, and tells customers of no more than was shown. */
export function replayChecked(
  { database, ids, clock }: BacktestParts,
  by: Actor,
  { checkId, ...choice }: CheckedReplay,
): Promise<CheckedReplayOutcome> {
  const now = clock.now();
  const { shopId } = by;
  return database.forShop(shopId, async (sql) => {
    const [check] = await sql.query<ReplayCheckRow>(
      "SELECT id, state, source_id, total, ended_at FROM run WHERE shop_id = $1 AND id = $2 AND kind = 'replay_check'",
      [shopId, checkId],
    );
    if (check === undefined) return { outcome: "not_found" };
    const refused = await refusalOf(sql, { shopId, check, now }, choice);
    if (refused !== null) return refused;
    const parameters: ReplayParameters = { quietBefore: quietBefore(choice.notices, now) };
    const { source_id: sourceId, total } = check;
    const run = { kind: "replay", sourceId, parameters, total, agreed: choice } as const;
    const runId = await startRun(sql, { ids, by }, run);
    await sql.execute(
      `INSERT INTO run_message (shop_id, run_id, message_id)
       SELECT shop_id, $3, message_id FROM run_message WHERE shop_id = $1 AND run_id = $2`,
      [shopId, checkId, runId],
    );
    return { outcome: "started", runId };
  });
}

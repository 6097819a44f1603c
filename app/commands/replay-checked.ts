import { mailsOfCheck } from "../adapters/postgres/replay-mails.ts";
import { startRun } from "../adapters/postgres/run-row.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { epochOf, type Instant, instantOf } from "../domain/instant.ts";
import type { RunState } from "../domain/run/run.ts";
import {
  countMails,
  needsConsent,
  quietBefore,
  type ReplayNotices,
  type ReplayParameters,
} from "../domain/run/replay.ts";
import type { BacktestParts } from "./start-backtest.ts";

export interface CheckedReplay {
  /** The run that checked it. */
  readonly checkId: string;
  readonly notices: ReplayNotices;
  /** Whether the person said yes to the mails that were shown. */
  readonly consent: "given" | "not_given";
}

export type CheckedReplayOutcome =
  | { readonly outcome: "started"; readonly runId: string }
  /** So many mails, or such old ones, are not sent without a yes. */
  | { readonly outcome: "consent_needed"; readonly mails: number }
  /** The check is not done, or so long ago that orders look otherwise now. */
  | { readonly outcome: "check_again" }
  | { readonly outcome: "not_found" };

const CHECK_SECONDS = 3600;

interface CheckRow {
  readonly state: RunState;
  readonly source_id: string | null;
  readonly total: number | null;
  readonly ended_at: Date | null;
}

/** Begins to replay what was checked, and tells customers of no more than was shown. */
export function replayChecked(
  { database, ids, clock }: BacktestParts,
  by: Actor,
  { checkId, notices, consent }: CheckedReplay,
): Promise<CheckedReplayOutcome> {
  const now = clock.now();
  const { shopId } = by;
  return database.forShop(shopId, async (sql) => {
    const [check] = await sql.query<CheckRow>(
      "SELECT state, source_id, total, ended_at FROM run WHERE shop_id = $1 AND id = $2 AND kind = 'replay_check'",
      [shopId, checkId],
    );
    if (check === undefined) return { outcome: "not_found" };
    if (!isFresh(check, now)) return { outcome: "check_again" };
    const mails = countMails(await mailsOfCheck(sql, { shopId, runId: checkId }), notices, now);
    if (needsConsent(mails) && consent !== "given") {
      return { outcome: "consent_needed", mails: mails.all };
    }
    const parameters: ReplayParameters = { quietBefore: quietBefore(notices, now) };
    const { source_id: sourceId, total } = check;
    const runId = await startRun(sql, { ids, by }, { kind: "replay", sourceId, parameters, total });
    await sql.execute(
      `INSERT INTO run_message (shop_id, run_id, message_id)
       SELECT shop_id, $3, message_id FROM run_message WHERE shop_id = $1 AND run_id = $2`,
      [shopId, checkId, runId],
    );
    return { outcome: "started", runId };
  });
}

function isFresh({ state, ended_at: endedAt }: CheckRow, now: Instant): boolean {
  if (state !== "done" || endedAt === null) return false;
  return epochOf(now) - epochOf(instantOf(endedAt.getTime())) < CHECK_SECONDS * 1000;
}

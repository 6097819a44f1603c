import { startRun } from "../adapters/postgres/run-row.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { type BackfillTrial, learntBy, type RealBackfill } from "../domain/run/backfill.ts";
import { type MailChoice, quietBefore } from "../domain/run/replay.ts";
import { type CheckRefused, type CheckRow, refusalOf } from "./agreed-check.ts";
import type { ReplayStartParts } from "./start-replay.ts";

export interface TriedBackfill extends MailChoice {
  /** The run that tried it. */
  readonly trialId: string;
}

export type TriedBackfillOutcome =
  { readonly outcome: "started"; readonly runId: string } | CheckRefused;

interface TrialRow extends CheckRow {
  readonly source_id: string;
  readonly parameters: BackfillTrial;
}

/** The trials that worked out mails, of sources whose polling is still set up. */
const TRIAL = `SELECT r.id, r.state, r.ended_at, r.source_id, r.parameters
  FROM run AS r JOIN poller AS p ON p.shop_id = r.shop_id AND p.source_id = r.source_id
  WHERE r.shop_id = $1 AND r.id = $2 AND r.kind = 'backfill' AND r.parameters ? 'rules'`;

/** Begins to record what is new of the span that was tried; customers are told as was agreed to. */
export function backfillTried(
  { database, ids, clock }: ReplayStartParts,
  by: Actor,
  { trialId, ...choice }: TriedBackfill,
): Promise<TriedBackfillOutcome> {
  const now = clock.now();
  const { shopId } = by;
  return database.forShop(shopId, async (sql) => {
    const [trial] = await sql.query<TrialRow>(TRIAL, [shopId, trialId]);
    if (trial === undefined) return { outcome: "not_found" };
    const refused = await refusalOf(sql, { shopId, check: trial, now }, choice);
    if (refused !== null) return refused;
    const { from, to } = trial.parameters;
    const parameters: RealBackfill = {
      from,
      to,
      learntBy: learntBy({ from, to }, now),
      isTrial: false,
      quietBefore: quietBefore(choice.notices, now),
    };
    const { source_id: sourceId } = trial;
    const run = { kind: "backfill", sourceId, parameters, total: null, agreed: choice } as const;
    return { outcome: "started", runId: await startRun(sql, { ids, by }, run) };
  });
}

import { firstIdAt } from "../adapters/postgres/message-id-time.ts";
import {
  candidateMapping,
  liveMapping,
  type SavedMapping,
  type SourcePlace,
} from "../adapters/postgres/publishing.ts";
import { cancelRun, startRun } from "../adapters/postgres/run-row.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { type Instant, plusSeconds } from "../domain/instant.ts";
import type { SideRules } from "../domain/backtest/side.ts";
import type { NOTIFYING_MILESTONES } from "../domain/plan/policy.ts";
import { checkMappingFile } from "../domain/mapping/mapping-file.ts";
import { readPolicy } from "../domain/plan/read-policy.ts";
import { BACKTEST_DAYS, type BacktestParameters, MOST_BACKTESTED } from "../domain/run/backtest.ts";
import type { Clock } from "../pipeline/ports.ts";
import type { RunParts } from "./start-replay.ts";

export interface BacktestParts extends RunParts {
  readonly clock: Clock;
}

export interface Candidate {
  readonly sourceId: string;
  /** A saved version; null for the source's draft. */
  readonly candidateId: string | null;
}

export type StartBacktestOutcome =
  | { readonly outcome: "started"; readonly runId: string }
  /** The draft lacks what every mapping needs. */
  | { readonly outcome: "unfinished" }
  | { readonly outcome: "not_found" };

/** Begins to run a draft, or an earlier version, over what the source sent; one that still runs is cancelled. */
export function startBacktest(
  { database, ids, clock }: BacktestParts,
  by: Actor,
  { sourceId, candidateId }: Candidate,
): Promise<StartBacktestOutcome> {
  const place = { shopId: by.shopId, sourceId };
  return database.forShop(by.shopId, async (sql) => {
    const rules = await rulesOf(sql, place);
    const draft = await candidateMapping(sql, place, candidateId);
    if (rules === null || draft === null) return { outcome: "not_found" };
    if ("problems" in checkMappingFile(contentFile(draft))) return { outcome: "unfinished" };
    await cancelUnfinished(sql, { ids, by }, place);
    const { span, total, isCut } = await spanOf(sql, place, clock.now());
    const live = await liveMapping(sql, place);
    const parameters: BacktestParameters = {
      rules,
      live: live === null ? null : contentOf(live),
      draft: contentOf(draft),
      span,
      isCut,
    };
    const run = { kind: "backtest", sourceId, parameters, total } as const;
    return { outcome: "started", runId: await startRun(sql, { ids, by }, run) };
  });
}

function contentFile({ mapping, statusMap }: SavedMapping) {
  return { mapping, statusMap };
}

function contentOf({ id, mapping, statusMap }: SavedMapping) {
  return { id, mapping, statusMap };
}

/** Null where the shop has no such source. Of one that is only observed no customer is ever told. */
export async function rulesOf(sql: Sql, place: SourcePlace): Promise<SideRules | null> {
  const [row] = await sql.query<{ readonly role: string; readonly policy: unknown }>(
    "SELECT role, policy FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL",
    [place.shopId, place.sourceId],
  );
  if (row === undefined) return null;
  const policy = readPolicy(row.policy);
  const told = row.role === "oms" ? policy : { ...policy, notices: SILENT };
  return { driving: [place.sourceId], policies: { [place.sourceId]: told } };
}

const SILENT = {
  shipped: "never",
  ready_for_pickup: "never",
  out_for_delivery: "never",
  delivered: "never",
} as const satisfies Record<(typeof NOTIFYING_MILESTONES)[number], "never">;

async function cancelUnfinished(
  sql: Sql,
  starter: Parameters<typeof cancelRun>[1],
  { shopId, sourceId }: SourcePlace,
): Promise<void> {
  const rows = await sql.query<{ readonly id: string }>(
    `SELECT id FROM run WHERE shop_id = $1 AND source_id = $2 AND kind = 'backtest' AND ended_at IS NULL`,
    [shopId, sourceId],
  );
  for (const { id } of rows) await cancelRun(sql, starter, id);
}

interface SpanRow {
  readonly from: string | null;
  readonly to: string | null;
  readonly total: number;
}

/** A message's id may be made a little before the moment that it says. */
const ID_SLACK_SECONDS = 3600;

/** The newest messages of the last days, at most so many. */
async function spanOf(sql: Sql, { shopId, sourceId }: SourcePlace, now: Instant) {
  const since = plusSeconds(now, -BACKTEST_DAYS * 86_400);
  const [row] = await sql.query<SpanRow>(
    `WITH newest AS (
       SELECT message_id FROM interpretation
       WHERE shop_id = $1 AND source_id = $2 AND message_id >= $5 AND received_at >= $3
         AND reason_code <> 'id_reuse_conflict'
       ORDER BY message_id DESC LIMIT $4)
     SELECT count(*)::int AS total,
       (SELECT message_id FROM newest ORDER BY message_id LIMIT 1) AS "from",
       (SELECT message_id FROM newest ORDER BY message_id DESC LIMIT 1) AS "to"
     FROM newest`,
    [
      shopId,
      sourceId,
      since,
      MOST_BACKTESTED + 1,
      firstIdAt(plusSeconds(since, -ID_SLACK_SECONDS)),
    ],
  );
  const { from = null, to = null, total = 0 } = row ?? {};
  return {
    span: from === null || to === null ? null : { from, to },
    total: Math.min(total, MOST_BACKTESTED),
    isCut: total > MOST_BACKTESTED,
  };
}

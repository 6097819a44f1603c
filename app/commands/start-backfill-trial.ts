import { startRun } from "../adapters/postgres/run-row.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { epochOf } from "../domain/instant.ts";
import type { PollSpan } from "../domain/polling/poll-state.ts";
import { type BackfillTrial, learntBy, MOST_BACKFILL_DAYS } from "../domain/run/backfill.ts";
import { shopRules } from "./start-replay-check.ts";
import type { ReplayStartParts } from "./start-replay.ts";

export interface BackfillOrder extends PollSpan {
  readonly sourceId: string;
}

export type BackfillTrialOutcome =
  | { readonly outcome: "started"; readonly runId: string }
  /** It is still to come, ends before it begins, or is longer than one backfill may be. */
  | { readonly outcome: "span_invalid" }
  | { readonly outcome: "not_found" };

const DAY_MILLISECONDS = 86_400_000;

/**
 * Begins to read a span of a source's past without recording it, and to work
 * out what recording it would change and whom it would mail. Polling has to be
 * set up, not to be on.
 */
export function startBackfillTrial(
  { database, ids, clock }: ReplayStartParts,
  by: Actor,
  { sourceId, from, to }: BackfillOrder,
): Promise<BackfillTrialOutcome> {
  const now = clock.now();
  if (from > now || !isSpan({ from, to })) return Promise.resolve({ outcome: "span_invalid" });
  return database.forShop(by.shopId, async (sql) => {
    const found = await sql.query("SELECT FROM poller WHERE shop_id = $1 AND source_id = $2", [
      by.shopId,
      sourceId,
    ]);
    if (found.length === 0) return { outcome: "not_found" };
    const parameters: BackfillTrial = {
      from,
      to,
      learntBy: learntBy({ from, to }, now),
      isTrial: true,
      rules: await shopRules(sql, by.shopId),
      now,
    };
    const run = { kind: "backfill", sourceId, parameters, total: null } as const;
    return { outcome: "started", runId: await startRun(sql, { ids, by }, run) };
  });
}

/** Days have an hour more or less where the clocks change. */
function isSpan({ from, to }: PollSpan): boolean {
  const days = (epochOf(to) - epochOf(from)) / DAY_MILLISECONDS;
  return days > 0 && Math.round(days) <= MOST_BACKFILL_DAYS;
}

import { startRun } from "../adapters/postgres/run-row.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { epochOf } from "../domain/instant.ts";
import { type BackfillParameters, MOST_BACKFILL_DAYS } from "../domain/run/backfill.ts";
import type { RunParts } from "./start-replay.ts";

export interface BackfillOrder extends BackfillParameters {
  readonly sourceId: string;
}

export type BackfillOutcome =
  | { readonly outcome: "started"; readonly runId: string }
  /** It ends before it begins, or is longer than one backfill may be. */
  | { readonly outcome: "span_invalid" }
  | { readonly outcome: "not_found" };

const DAY_MILLISECONDS = 86_400_000;

/** Begins to read a span of a source's past; needs polling to be set up, not to be on. */
export function startBackfill(
  { database, ids }: RunParts,
  by: Actor,
  { sourceId, from, to, isTrial }: BackfillOrder,
): Promise<BackfillOutcome> {
  const days = (epochOf(to) - epochOf(from)) / DAY_MILLISECONDS;
  if (days <= 0 || days > MOST_BACKFILL_DAYS) return Promise.resolve({ outcome: "span_invalid" });
  return database.forShop(by.shopId, async (sql) => {
    const found = await sql.query("SELECT FROM poller WHERE shop_id = $1 AND source_id = $2", [
      by.shopId,
      sourceId,
    ]);
    if (found.length === 0) return { outcome: "not_found" };
    const parameters: BackfillParameters = { from, to, isTrial };
    const run = { kind: "backfill", sourceId, parameters, total: null } as const;
    return { outcome: "started", runId: await startRun(sql, { ids, by }, run) };
  });
}

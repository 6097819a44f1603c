import type { Database } from "../adapters/postgres/database.ts";
import {
  candidateMapping,
  lastBacktest,
  liveMapping,
  publishQuestion,
  type SavedMapping,
  type SourcePlace,
} from "../adapters/postgres/publishing.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { isSame, mayPublish } from "../domain/backtest/may-publish.ts";
import type { BacktestView, PublishView, VersionName } from "../screens/publish/view.ts";
import { RUN_COLUMNS, type RunRow, runView } from "./read-run.ts";
import { versionNames } from "./version-names.ts";

export interface PublishRequest extends SourcePlace {
  /** An earlier version; null for the draft. */
  readonly candidateId: string | null;
}

/** What publishing a draft (or an earlier version) would change, and what is known of it; null where there is no such source or candidate. */
export function readPublish(
  database: Database,
  request: PublishRequest,
): Promise<PublishView | "no_draft" | null> {
  const { shopId, sourceId, candidateId } = request;
  return database.forShop(shopId, async (sql) => {
    const [source] = await sql.query<{ readonly id: string; readonly name: string }>(
      "SELECT id, name FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL",
      [shopId, sourceId],
    );
    if (source === undefined) return null;
    const candidate = await candidateMapping(sql, request, candidateId);
    if (candidate === null) return candidateId === null ? "no_draft" : null;
    const live = await liveMapping(sql, request);
    const names = await versionNames(sql, [candidate, ...(live === null ? [] : [live])]);
    // First: a screen asks again while the run goes on, so nothing it shows may be older than its end.
    const backtest = await backtestOf(sql, request, candidate);
    return {
      source,
      candidate: withName(candidate, names),
      live: live === null ? null : withName(live, names),
      verdict: mayPublish(await publishQuestion(sql, request, candidate)),
      backtest,
    };
  });
}

function withName(saved: SavedMapping, names: ReadonlyMap<string, VersionName>) {
  const { id, version, mapping, statusMap, isDraft } = saved;
  const { by = "", at = null } = names.get(id) ?? {};
  return { id, version, isDraft, by, at, mapping, statusMap };
}

/** The newest backtest, if it is of what would be published. */
async function backtestOf(
  sql: Sql,
  place: SourcePlace,
  candidate: SavedMapping,
): Promise<BacktestView | null> {
  const last = await lastBacktest(sql, place);
  if (last === null || !isSame(last.parameters.draft, candidate)) return null;
  const [row] = await sql.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM run AS r LEFT JOIN source AS s ON s.id = r.source_id WHERE r.id = $1`,
    [last.id],
  );
  if (row === undefined) return null;
  const run = runView(row);
  const summary = run.summary.kind === "backtest" ? run.summary.comparison : null;
  return { run, summary, isCut: last.parameters.isCut };
}

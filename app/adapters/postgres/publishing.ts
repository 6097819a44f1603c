import type { MappingContent } from "../../domain/backtest/read-both.ts";
import type { PublishQuestion } from "../../domain/backtest/may-publish.ts";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { StatusMap } from "../../domain/mapping/mapping-version.ts";
import type { BacktestParameters, BacktestSummary } from "../../domain/run/backtest.ts";
import type { RunState } from "../../domain/run/run.ts";
import type { Sql } from "./sql-connection.ts";

/** A saved mapping of a source, in force, once in force, or a draft. */
export interface SavedMapping extends MappingContent {
  readonly id: string;
  readonly version: number;
  readonly isDraft: boolean;
}

export interface SourcePlace {
  readonly shopId: string;
  readonly sourceId: string;
}

interface VersionRow {
  readonly id: string;
  readonly version: number;
  readonly mapping: Mapping;
  readonly status_map: StatusMap;
  readonly is_draft: boolean;
}

const COLUMNS = "id, version, mapping, status_map, published_at IS NULL AS is_draft";

/** The mapping in force; null where none is. */
export async function liveMapping(sql: Sql, place: SourcePlace): Promise<SavedMapping | null> {
  return first(
    sql.query<VersionRow>(
      `SELECT ${COLUMNS} FROM mapping_version
       WHERE shop_id = $1 AND source_id = $2 AND published_at IS NOT NULL
       ORDER BY published_at DESC, version DESC LIMIT 1`,
      [place.shopId, place.sourceId],
    ),
  );
}

/** The one that is asked for, or the newest draft; null where there is none such. */
export async function candidateMapping(
  sql: Sql,
  { shopId, sourceId }: SourcePlace,
  candidateId: string | null,
): Promise<SavedMapping | null> {
  return first(
    sql.query<VersionRow>(
      `SELECT ${COLUMNS} FROM mapping_version
       WHERE shop_id = $1 AND source_id = $2
         AND CASE WHEN $3::uuid IS NULL THEN published_at IS NULL ELSE id = $3 END
       ORDER BY version DESC LIMIT 1`,
      [shopId, sourceId, candidateId],
    ),
  );
}

async function first(rows: Promise<readonly VersionRow[]>): Promise<SavedMapping | null> {
  const [row] = await rows;
  if (row === undefined) return null;
  const { id, version, mapping, status_map: statusMap, is_draft: isDraft } = row;
  return { id, version, mapping, statusMap, isDraft };
}

interface BacktestRow {
  readonly id: string;
  readonly state: RunState;
  readonly parameters: BacktestParameters;
  readonly summary: BacktestSummary | null;
}

/** The newest backtest of a source, of whatever it was. */
export async function lastBacktest(
  sql: Sql,
  { shopId, sourceId }: SourcePlace,
): Promise<BacktestRow | null> {
  const [row] = await sql.query<BacktestRow>(
    `SELECT id, state, parameters, summary FROM run
     WHERE shop_id = $1 AND source_id = $2 AND kind = 'backtest' ORDER BY id DESC LIMIT 1`,
    [shopId, sourceId],
  );
  return row ?? null;
}

export async function hasMessages(sql: Sql, { shopId, sourceId }: SourcePlace): Promise<boolean> {
  const rows = await sql.query(
    "SELECT FROM interpretation WHERE shop_id = $1 AND source_id = $2 LIMIT 1",
    [shopId, sourceId],
  );
  return rows.length > 0;
}

/** All that decides whether a mapping may go live. */
export async function publishQuestion(
  sql: Sql,
  place: SourcePlace,
  candidate: MappingContent,
): Promise<PublishQuestion> {
  return {
    live: await liveMapping(sql, place),
    candidate,
    hasMessages: await hasMessages(sql, place),
    backtest: await lastBacktest(sql, place),
  };
}

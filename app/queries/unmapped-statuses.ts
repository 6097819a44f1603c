import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { StatusMap } from "../domain/mapping/mapping-version.ts";
import { milestoneOf } from "../domain/mapping/targets/read-status.ts";

interface StatusRow {
  readonly source_id: string;
  readonly written: string;
}

interface MapRow {
  readonly source_id: string;
  readonly status_map: StatusMap;
}

/**
 * Statuses that messages of the source (or of any source of the shop) carried
 * and that the published status map does not know, as they are written.
 */
export async function unmappedStatuses(
  sql: Sql,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string | null },
): Promise<readonly string[]> {
  const seen = await sql.query<StatusRow>(
    `SELECT source_id, (array_agg(written ORDER BY last_seen_at DESC))[1] AS written FROM seen_status
     WHERE shop_id = $1 AND ($2::uuid IS NULL OR source_id = $2::uuid) GROUP BY source_id, status`,
    [shopId, sourceId],
  );
  const maps = await sql.query<MapRow>(
    `SELECT DISTINCT ON (source_id) source_id, status_map FROM mapping_version
     WHERE shop_id = $1 AND ($2::uuid IS NULL OR source_id = $2::uuid) AND published_at IS NOT NULL
     ORDER BY source_id, published_at DESC, version DESC`,
    [shopId, sourceId],
  );
  const live = new Map(maps.map((row) => [row.source_id, row.status_map]));
  return seen
    .filter((row) => milestoneOf(row.written, live.get(row.source_id) ?? {}) === undefined)
    .map(({ written }) => written)
    .sort();
}

/** Messages of the source that stopped at a status and were not replayed; counted up to `most`. */
export async function countStopped(
  sql: Sql,
  source: { readonly shopId: string; readonly sourceId: string },
  most: number,
): Promise<number> {
  const [row] = await sql.query<{ readonly count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT FROM stopped_message WHERE shop_id = $1 AND source_id = $2 LIMIT $3) AS stopped`,
    [source.shopId, source.sourceId, most],
  );
  return row?.count ?? 0;
}

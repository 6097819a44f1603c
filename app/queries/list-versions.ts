import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Mapping } from "../domain/mapping/mapping.ts";
import type { StatusMap } from "../domain/mapping/mapping-version.ts";
import type { VersionsView } from "../screens/publish/view.ts";

interface VersionRow {
  readonly id: string;
  readonly version: number;
  readonly mapping: Mapping;
  readonly status_map: StatusMap;
  readonly by: string;
  readonly at: Date;
  readonly is_draft: boolean;
  readonly copy_of: number | null;
  readonly messages: number;
  readonly is_many: boolean;
}

/** More versions than anybody reads through. */
const MOST_VERSIONS = 100;

/** So many messages are counted of one version; more are told as "more than". */
const MOST_COUNTED = 10_000;

/** The newest versions of a source, the draft among them; null where the shop has no such source. */
export function listVersions(
  database: Database,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<VersionsView | null> {
  return database.forShop(shopId, async (sql) => {
    const [source] = await sql.query<{ readonly id: string; readonly name: string }>(
      "SELECT id, name FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL",
      [shopId, sourceId],
    );
    if (source === undefined) return null;
    const rows = await sql.query<VersionRow>(
      `SELECT v.id, v.version, v.mapping, v.status_map, v.published_at IS NULL AS is_draft,
         coalesce(v.published_by, v.created_by) AS by, coalesce(v.published_at, v.created_at) AS at,
         old.version AS copy_of, least(n.messages, $3)::int AS messages, n.messages > $3 AS is_many
       FROM mapping_version AS v
       LEFT JOIN mapping_version AS old ON old.id = v.copy_of
       CROSS JOIN LATERAL (SELECT count(*) AS messages FROM (
         SELECT FROM interpretation AS i WHERE i.shop_id = $1 AND i.mapping_version_id = v.id
         LIMIT $3 + 1) AS few) AS n
       WHERE v.shop_id = $1 AND v.source_id = $2
       ORDER BY v.published_at DESC NULLS FIRST, v.version DESC LIMIT $4`,
      [shopId, sourceId, MOST_COUNTED, MOST_VERSIONS],
    );
    return { source, versions: rows.map(toVersion) };
  });
}

function toVersion(row: VersionRow) {
  return {
    id: row.id,
    version: row.version,
    mapping: row.mapping,
    statusMap: row.status_map,
    by: row.by,
    at: instantIn(row.at),
    isDraft: row.is_draft,
    copyOf: row.copy_of,
    messages: row.messages,
    hasMoreMessages: row.is_many,
  };
}

import type { Database } from "../adapters/postgres/database.ts";
import type { Mapping } from "../domain/mapping/mapping.ts";
import type { StatusMap } from "../domain/mapping/mapping-version.ts";
import type { DeduplicationRule } from "../domain/signature/deduplication.ts";
import type { SignatureScheme } from "../domain/signature/scheme.ts";

/** A source as the commands on it need it. */
export interface SourceRow {
  readonly endpoint_id: string;
  readonly key: string;
  readonly scheme: SignatureScheme;
  readonly deduplication: DeduplicationRule;
  readonly preset: string | null;
  /** The published version; null where none is. */
  readonly version: number | null;
  readonly mapping: Mapping | null;
  readonly status_map: StatusMap | null;
}

/** Null where the shop has no such source. */
export async function findSource(
  database: Database,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<SourceRow | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<SourceRow>(
      `SELECT e.id AS endpoint_id, e.key, e.scheme, e.deduplication, s.preset, v.version, v.mapping, v.status_map
       FROM source AS s JOIN endpoint AS e ON e.source_id = s.id
       LEFT JOIN LATERAL (
         SELECT version, mapping, status_map FROM mapping_version
         WHERE source_id = s.id AND published_at IS NOT NULL
         ORDER BY published_at DESC, version DESC LIMIT 1) AS v ON true
       WHERE s.shop_id = $1 AND s.id = $2 ORDER BY e.id LIMIT 1`,
      [shopId, sourceId],
    ),
  );
  return row ?? null;
}

import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { VersionName } from "../screens/publish/view.ts";

interface NameRow {
  readonly id: string;
  readonly by: string;
  readonly at: Date;
}

/** Who published each version and when; of a draft who saved it. By id. */
export async function versionNames(
  sql: Sql,
  versions: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, VersionName>> {
  const rows = await sql.query<NameRow>(
    `SELECT id, coalesce(published_by, created_by) AS by, coalesce(published_at, created_at) AS at
     FROM mapping_version WHERE id = ANY ($1::uuid[])`,
    [versions.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, by, at }) => [id, { by, at: instantIn(at) }]));
}

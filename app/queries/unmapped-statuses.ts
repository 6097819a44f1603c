import type { Sql } from "../adapters/postgres/sql-connection.ts";

interface StatusRow {
  readonly status: string;
}

const MESSAGES_READ = 500;
const MOST_STATUSES = 50;

/**
 * Statuses that stopped messages of the source (or of any source of the shop)
 * and that the published status map still does not know.
 */
export async function unmappedStatuses(
  sql: Sql,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string | null },
): Promise<readonly string[]> {
  const rows = await sql.query<StatusRow>(
    `SELECT DISTINCT problem ->> 'value' AS status
     FROM (
       SELECT source_id, problems FROM interpretation
       WHERE shop_id = $1 AND state = 'quarantined' AND reason_code = 'unmapped_status'
         AND ($2::uuid IS NULL OR source_id = $2::uuid)
       LIMIT $3
     ) AS stuck
     CROSS JOIN jsonb_array_elements(stuck.problems) AS problem
     LEFT JOIN LATERAL (
       SELECT status_map FROM mapping_version
       WHERE source_id = stuck.source_id AND published_at IS NOT NULL
       ORDER BY published_at DESC, version DESC LIMIT 1
     ) AS live ON true
     WHERE problem ->> 'code' = 'unmapped_status' AND problem ->> 'value' IS NOT NULL
       AND NOT coalesce(live.status_map ? lower(trim(problem ->> 'value')), false)
     ORDER BY status LIMIT $4`,
    [shopId, sourceId, MESSAGES_READ, MOST_STATUSES],
  );
  return rows.map(({ status }) => status);
}

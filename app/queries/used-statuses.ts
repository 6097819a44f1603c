import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { MOST_COUNTED, type UsedStatus } from "../domain/mapping/status-lines.ts";

interface UsedRow {
  readonly name: string;
  readonly written: string;
  readonly messages: number;
  readonly first_seen_at: Date;
  readonly last_seen_at: Date;
  readonly message_id: string;
  readonly stopped: number;
  readonly stopped_since: Date | null;
}

/** Every status that the source's messages carried, with the messages that stopped at it. */
export async function usedStatuses(
  sql: Sql,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<readonly UsedStatus[]> {
  const rows = await sql.query<UsedRow>(
    `SELECT seen.*, stopped.count AS stopped, stopped.since AS stopped_since
     FROM (
       SELECT status AS name, sum(messages)::float8 AS messages,
         min(first_seen_at) AS first_seen_at, max(last_seen_at) AS last_seen_at,
         (array_agg(written ORDER BY last_seen_at DESC))[1] AS written,
         (array_agg(last_message_id ORDER BY last_seen_at DESC))[1] AS message_id
       FROM seen_status WHERE shop_id = $1 AND source_id = $2 GROUP BY status
     ) AS seen
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS count, min(received_at) AS since
       FROM (
         SELECT received_at FROM stopped_message
         WHERE shop_id = $1 AND source_id = $2 AND status = seen.name
         ORDER BY message_id LIMIT $3
       ) AS counted
     ) AS stopped`,
    [shopId, sourceId, MOST_COUNTED],
  );
  return rows.map((row) => ({
    name: row.name,
    written: row.written,
    messages: row.messages,
    firstSeenAt: instantIn(row.first_seen_at),
    lastSeenAt: instantIn(row.last_seen_at),
    messageId: row.message_id,
    stopped: row.stopped,
    stoppedSince: instantOrNull(row.stopped_since),
  }));
}

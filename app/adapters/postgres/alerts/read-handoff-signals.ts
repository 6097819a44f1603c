import type { AnswerSignal, DiscrepancySignal } from "../../../domain/alerting/signals.ts";
import { type Instant, plusSeconds } from "../../../domain/instant.ts";
import { instantIn } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";

/** What stands open before handling: messages that stand still are signals of their own. */
export async function readDiscrepancies(
  sql: Sql,
  shopId: string,
): Promise<readonly DiscrepancySignal[]> {
  const rows = await sql.query<Omit<DiscrepancySignal, "since"> & { readonly since: Date }>(
    `SELECT d.code, d.zone, d.owner, count(*)::int AS count, min(d.since) AS since,
       (array_agg(DISTINCT o.display_name))[1:5] AS orders
     FROM discrepancy AS d JOIN order_record AS o ON o.id = d.order_record_id
     WHERE d.shop_id = $1 AND d.closed_at IS NULL AND d.zone IN ('emission', 'delivery')
     GROUP BY d.code, d.zone, d.owner ORDER BY d.code`,
    [shopId],
  );
  return rows.map(({ since, ...found }) => ({ ...found, since: instantIn(since) }));
}

const HOUR_SECONDS = 3600;
/** Fewer answers say little. */
const LEAST_ANSWERS = 3;

/** How long the answers of the last hour took, by the logs that the sources expose. */
export function readAnswers(
  sql: Sql,
  shopId: string,
  now: Instant,
): Promise<readonly AnswerSignal[]> {
  return sql.query<AnswerSignal & Record<string, unknown>>(
    `SELECT s.id AS "sourceId", s.name AS "sourceName",
       percentile_disc(0.95) WITHIN GROUP (ORDER BY l.seconds) AS seconds
     FROM source AS s JOIN source_log_line AS l ON l.shop_id = s.shop_id AND l.source_id = s.id
     WHERE s.shop_id = $1 AND l.at >= $2 AND l.kind = 'sent' AND l.seconds IS NOT NULL
     GROUP BY s.id, s.name HAVING count(*) >= ${String(LEAST_ANSWERS)} ORDER BY s.name`,
    [shopId, plusSeconds(now, -HOUR_SECONDS)],
  );
}

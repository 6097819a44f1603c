import { instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { sameAddress } from "../domain/diagnosis/judge-delivery.ts";
import type { PollProblem } from "../domain/polling/problem.ts";
import type { WebhookReports } from "../screens/sources/view.ts";

interface ReportRow {
  readonly registered_url: string | null;
  readonly checked_at: Date | null;
  readonly registration_problem: PollProblem | null;
  readonly read_until: Date | null;
  readonly problem: PollProblem | null;
  readonly lines: number;
}

/** Lines of the last days; more are only told as more. */
const DAYS = 7;
export const MOST_LINES = 10_000;

/** What the source says of its own webhooks; null where it was never asked and nothing was imported. */
export async function readWebhookReports(
  sql: Sql,
  {
    shopId,
    sourceId,
    ours,
  }: { readonly shopId: string; readonly sourceId: string; readonly ours: string },
): Promise<WebhookReports | null> {
  const [row] = await sql.query<ReportRow>(
    `SELECT r.registered_url, coalesce(l.checked_at, r.checked_at) AS checked_at,
       l.registration_problem, l.read_until, l.problem,
       (SELECT count(*)::int FROM (SELECT FROM source_log_line WHERE shop_id = $1 AND source_id = $2
          AND at >= now() - make_interval(days => ${String(DAYS)}) LIMIT ${String(MOST_LINES)}) AS n) AS lines
     FROM source AS s
     LEFT JOIN source_registration AS r ON r.source_id = s.id
     LEFT JOIN source_log_reading AS l ON l.source_id = s.id
     WHERE s.shop_id = $1 AND s.id = $2`,
    [shopId, sourceId],
  );
  if (row === undefined) return null;
  const { registered_url: url, lines } = row;
  const readUntil = instantOrNull(row.read_until);
  const problem = row.registration_problem ?? row.problem;
  if (url === null && readUntil === null && problem === null && lines === 0) return null;
  return {
    registeredUrl: url,
    isOurs: url === null ? null : sameAddress(url, ours),
    checkedAt: instantOrNull(row.checked_at),
    readUntil,
    lines,
    problem: problem?.detail ?? null,
  };
}

import { hourOf } from "../../../domain/history/hour-figures.ts";
import { type Instant, plusSeconds } from "../../../domain/instant.ts";
import type { Milestone } from "../../../domain/milestone.ts";
import type { ChangeHour } from "../../../domain/reconciliation/loss.ts";
import { instantIn } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";
import { CHANGES, PUSHED_SOURCES } from "./changes.ts";

export interface HourSpan {
  readonly from: Instant;
  readonly before: Instant;
}

/** Counts the hours from that of `from` again; each is written whole, so a repetition changes nothing. */
export async function countChangeHours(
  sql: Sql,
  shopId: string,
  { from, before }: HourSpan,
): Promise<void> {
  const first = hourOf(from);
  await sql.execute("DELETE FROM change_hour WHERE shop_id = $1 AND hour >= $2 AND hour < $3", [
    shopId,
    first,
    before,
  ]);
  await sql.execute(
    `WITH ${CHANGES}, ${PUSHED_SOURCES}
     INSERT INTO change_hour (shop_id, hour, source_id, milestone, changes, polled_first, pushed_later)
     SELECT $1, date_trunc('hour', learnt_at, 'UTC'), source_id, milestone, count(*)::int,
       count(*) FILTER (WHERE is_polled_first)::int,
       count(*) FILTER (WHERE is_polled_first AND pushed_at IS NOT NULL)::int
     FROM changes JOIN pushed USING (source_id) GROUP BY 2, 3, 4
     ON CONFLICT (shop_id, hour, source_id, milestone) DO UPDATE SET changes = EXCLUDED.changes,
       polled_first = EXCLUDED.polled_first, pushed_later = EXCLUDED.pushed_later`,
    [shopId, first, before],
  );
}

/** A late webhook is seen so long afterwards, minute by minute; reconciliation looks further back. */
const TAIL_SECONDS = 3600;

/** Counts the hour that runs and the one before. */
export function countNewestChanges(sql: Sql, shopId: string, now: Instant): Promise<void> {
  const span = { from: plusSeconds(now, -TAIL_SECONDS), before: plusSeconds(now, 1) };
  return countChangeHours(sql, shopId, span);
}

export interface ChangesAsked {
  readonly shopId: string;
  readonly sourceId: string | null;
  readonly by?: "hour" | "day";
}

interface ChangeRow {
  readonly hour: Date;
  readonly source_id: string;
  readonly milestone: Milestone;
  readonly changes: number;
  readonly polled_first: number;
  readonly pushed_later: number;
}

/** The counted hours, of one source or of all; summed up by day (in UTC) where that is asked. */
export async function readChangeHours(
  sql: Sql,
  { shopId, sourceId, by = "hour" }: ChangesAsked,
  { from, before }: HourSpan,
): Promise<readonly ChangeHour[]> {
  const rows = await sql.query<ChangeRow>(
    `SELECT date_trunc($5, hour, 'UTC') AS hour, source_id, milestone, sum(changes)::int AS changes,
       sum(polled_first)::int AS polled_first, sum(pushed_later)::int AS pushed_later
     FROM change_hour
     WHERE shop_id = $1 AND hour >= $2 AND hour < $3 AND ($4::uuid IS NULL OR source_id = $4)
     GROUP BY 1, 2, 3`,
    [shopId, from, before, sourceId, by],
  );
  return rows.map((row) => ({
    hour: instantIn(row.hour),
    sourceId: row.source_id,
    milestone: row.milestone,
    changes: row.changes,
    polledFirst: row.polled_first,
    pushedLater: row.pushed_later,
  }));
}

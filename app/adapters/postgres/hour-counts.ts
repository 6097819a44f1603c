import { type Instant, plusSeconds } from "../../domain/instant.ts";
import { type HourCount, type HourKind, hourOf } from "../../domain/history/hour-figures.ts";
import { LATENCY_BOUNDS_SECONDS } from "../../domain/history/latency.ts";
import type { Database } from "./database.ts";
import { firstIdAt, instantOfId } from "./message-id-time.ts";
import { instantIn } from "./row-values.ts";
import type { Sql } from "./sql-connection.ts";

const HOUR_SECONDS = 3600;
/** A message that is still open after this long is counted no more; charts show seven days. */
const WATCHED_SECONDS = 8 * 86_400;

interface CountRow {
  readonly source_id: string;
  readonly kind: HourKind;
  readonly count: number;
  readonly latencies: readonly number[] | null;
}

/**
 * The messages whose ids (UUIDs of version 7) were made in one hour, by what
 * became of them. Reads the rows of that hour and no others, and puts those
 * that are alike together first: in a flood's hour there are many.
 */
const COUNT_HOUR = `
  WITH seen AS MATERIALIZED (
    SELECT source_id, state, via, CASE WHEN state = 'applied' THEN
        width_bucket(extract(epoch FROM updated_at - received_at)::float8, $4::float8[]) END AS class,
      count(*) AS count
    FROM interpretation WHERE shop_id = $1 AND message_id >= $2 AND message_id < $3
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT source_id, 'recorded', '', NULL, count(*) FROM message_task
    WHERE shop_id = $1 AND message_id >= $2 AND message_id < $3 GROUP BY source_id
  ), kinds AS (
    SELECT source_id, 'received' AS kind, sum(count)::int AS count FROM seen GROUP BY source_id
    UNION ALL
    SELECT source_id, CASE
        WHEN state = 'applied' THEN 'applied'
        WHEN state IN ('quarantined', 'dead') THEN 'failed'
        WHEN state IN ('recorded', 'planned', 'waiting') THEN 'open'
        ELSE 'unchanged' END AS kind, sum(count)::int
    FROM seen GROUP BY 1, 2
    UNION ALL
    SELECT source_id, 'healed', sum(count)::int FROM seen
    WHERE state = 'applied' AND via = 'poll' GROUP BY source_id
  ), classes AS (
    SELECT source_id, class, sum(count)::int AS count FROM seen WHERE state = 'applied' GROUP BY 1, 2
  )
  SELECT k.source_id, k.kind, k.count, CASE WHEN k.kind = 'applied' THEN (
      SELECT array_agg(coalesce(c.count, 0) ORDER BY n)
      FROM generate_series(0, cardinality($4::float8[])) AS n
      LEFT JOIN classes AS c ON c.class = n AND c.source_id = k.source_id) END AS latencies
  FROM kinds AS k`;

/** What became of one hour's messages, by source, counted now. */
async function countHour(sql: Sql, shopId: string, hour: Instant): Promise<readonly CountRow[]> {
  return sql.query<CountRow>(COUNT_HOUR, [
    shopId,
    firstIdAt(hour),
    firstIdAt(plusSeconds(hour, HOUR_SECONDS)),
    LATENCY_BOUNDS_SECONDS,
  ]);
}

/** The same, as the charts take it. */
export async function countsOfHour(
  sql: Sql,
  shopId: string,
  hour: Instant,
): Promise<readonly HourCount[]> {
  const rows = await countHour(sql, shopId, hour);
  return rows.map(({ kind, count, latencies }) => ({
    hour,
    kind,
    count,
    latencies: latencies ?? [],
  }));
}

/**
 * Counts the shop's hours that may have changed: from the last one counted to
 * now, and older ones whose open or failed messages are no longer as many as
 * they were. Each hour is written whole, so a run that is repeated or killed
 * changes nothing. Answers how many hours it counted.
 */
export function countHours(database: Database, shopId: string, now: Instant): Promise<number> {
  return database.forShop(shopId, async (sql) => {
    const hours = await changedHours(sql, shopId, now);
    for (const hour of hours) await storeHour(sql, shopId, hour);
    return hours.length;
  });
}

async function storeHour(sql: Sql, shopId: string, hour: Instant): Promise<void> {
  const rows = await countHour(sql, shopId, hour);
  await sql.execute("DELETE FROM hour_count WHERE shop_id = $1 AND hour = $2", [shopId, hour]);
  for (const { source_id: sourceId, kind, count, latencies } of rows) {
    await sql.execute(
      `INSERT INTO hour_count (shop_id, hour, source_id, kind, count, latencies)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (shop_id, hour, source_id, kind)
       DO UPDATE SET count = EXCLUDED.count, latencies = EXCLUDED.latencies`,
      [shopId, hour, sourceId, kind, count, latencies],
    );
  }
}

interface HourRow {
  readonly hour: Date;
}

async function changedHours(sql: Sql, shopId: string, now: Instant): Promise<readonly Instant[]> {
  const since = hourOf(plusSeconds(now, -WATCHED_SECONDS));
  const last = await lastCounted(sql, shopId);
  const from = last === null || last < since ? since : last;
  // A message that was made at the end of an hour may be committed when the next was counted already.
  const tail = await busyHours(sql, shopId, { from: plusSeconds(from, -HOUR_SECONDS), now });
  const moved = await movedHours(sql, { shopId, since, before: from });
  return [...new Set([...tail, ...moved])].filter((hour) => hour <= now);
}

async function lastCounted(sql: Sql, shopId: string): Promise<Instant | null> {
  const [row] = await sql.query<{ readonly hour: Date | null }>(
    "SELECT max(hour) AS hour FROM hour_count WHERE shop_id = $1",
    [shopId],
  );
  return row?.hour == null ? null : instantIn(row.hour);
}

interface NextRow {
  readonly id: string | null;
}

/** The hours since then in which messages came, by their ids: one look into each index for every such hour. */
async function busyHours(
  sql: Sql,
  shopId: string,
  { from, now }: { readonly from: Instant; readonly now: Instant },
): Promise<readonly Instant[]> {
  const hours: Instant[] = [];
  for (let next = from; next <= now;) {
    const [row] = await sql.query<NextRow>(
      `SELECT least(
         (SELECT message_id FROM interpretation WHERE shop_id = $1 AND message_id >= $2 ORDER BY message_id LIMIT 1),
         (SELECT message_id FROM message_task WHERE shop_id = $1 AND message_id >= $2 ORDER BY message_id LIMIT 1)
       ) AS id`,
      [shopId, firstIdAt(next)],
    );
    if (row?.id == null) return hours;
    const hour = hourOf(instantOfId(row.id));
    hours.push(hour);
    next = plusSeconds(hour, HOUR_SECONDS);
  }
  return hours;
}

/** Counted hours whose open or failed messages are not as many as it says there. */
async function movedHours(
  sql: Sql,
  span: { readonly shopId: string; readonly since: Instant; readonly before: Instant },
): Promise<readonly Instant[]> {
  const rows = await sql.query<HourRow>(
    `WITH counted AS (
       SELECT hour, CASE kind WHEN 'open' THEN count ELSE 0 END AS open,
         CASE kind WHEN 'failed' THEN count ELSE 0 END AS failed
       FROM hour_count
       WHERE shop_id = $1 AND hour >= $2 AND hour < $3 AND kind IN ('open', 'failed')
     ), found AS (
       SELECT date_trunc('hour', received_at, 'UTC') AS hour,
         -(state IN ('planned', 'waiting'))::int AS open, -(state IN ('quarantined', 'dead'))::int AS failed
       FROM interpretation
       WHERE shop_id = $1 AND message_id >= $4 AND message_id < $5
         AND state IN ('planned', 'waiting', 'quarantined', 'dead')
       UNION ALL
       SELECT date_trunc('hour', received_at, 'UTC'), -1, 0 FROM message_task
       WHERE shop_id = $1 AND message_id >= $4 AND message_id < $5
     )
     SELECT hour FROM (SELECT * FROM counted UNION ALL SELECT * FROM found) AS differences
     GROUP BY hour HAVING sum(open) <> 0 OR sum(failed) <> 0`,
    [span.shopId, span.since, span.before, firstIdAt(span.since), firstIdAt(span.before)],
  );
  return rows.map(({ hour }) => instantIn(hour));
}

interface StoredRow {
  readonly hour: Date;
  readonly kind: HourKind;
  readonly count: number;
  readonly latencies: readonly number[] | null;
}

/** The stored counts of the hours from `from` up to `before`, of every source. */
export async function storedHours(
  sql: Sql,
  shopId: string,
  { from, before }: { readonly from: Instant; readonly before: Instant },
): Promise<readonly HourCount[]> {
  const rows = await sql.query<StoredRow>(
    `SELECT hour, kind, count, latencies FROM hour_count
     WHERE shop_id = $1 AND hour >= $2 AND hour < $3`,
    [shopId, from, before],
  );
  return rows.map(({ hour, kind, count, latencies }) => ({
    hour: instantIn(hour),
    kind,
    count,
    latencies: latencies ?? [],
  }));
}

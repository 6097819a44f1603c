import { hourOf } from "../../domain/history/hour-figures.ts";
import {
  TRAFFIC_KINDS,
  type TrafficFigures,
  type TrafficKind,
} from "../../domain/history/traffic.ts";
import { type Instant, plusSeconds } from "../../domain/instant.ts";
import type { Database } from "./database.ts";
import { instantIn } from "./row-values.ts";
import type { Sql } from "./sql-connection.ts";

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
/** Home shows seven days; what moves later than that is not counted again. */
const COUNTED_SECONDS = 8 * DAY_SECONDS;
/** Longer than the two hours after which what moves marks its hour itself (`count_hour_again`). */
const TAIL_SECONDS = 3 * HOUR_SECONDS;

interface Counted {
  readonly rows: string;
  /** When it began, by an index of its shop. */
  readonly at: string;
  readonly done: string;
  readonly open: string;
  readonly failed: string;
}

const COUNTED: Readonly<Record<TrafficKind, Counted>> = {
  poll: {
    rows: "poll",
    at: "ended_at",
    done: "problem IS NULL",
    open: "false",
    failed: "problem IS NOT NULL",
  },
  change: {
    rows: "intent",
    at: "created_at",
    done: "state IN ('confirmed', 'conflict')",
    open: "state IN ('planned', 'sent', 'unknown')",
    failed: "state = 'rejected'",
  },
  event: {
    rows: "event_delivery",
    at: "created_at",
    done: "state IN ('delivered', 'kept')",
    open: "state = 'pending'",
    failed: "state = 'failed'",
  },
};

/** Of the shop $1, from $2 up to $3, by hour. */
const COUNTS = TRAFFIC_KINDS.map((kind) => {
  const { rows, at, done, open, failed } = COUNTED[kind];
  return `SELECT $1::uuid AS shop_id, date_trunc('hour', ${at}, 'UTC') AS hour, '${kind}' AS kind,
      count(*) FILTER (WHERE ${done})::int AS done, count(*) FILTER (WHERE ${open})::int AS open,
      count(*) FILTER (WHERE ${failed})::int AS failed
    FROM ${rows} WHERE shop_id = $1 AND ${at} >= $2 AND ${at} < $3 GROUP BY 2`;
}).join(" UNION ALL ");

/**
 * Counts the shop's newest hours, and older ones in which something moved.
 * Each hour is written whole, so a repetition changes nothing.
 */
export function countTraffic(database: Database, shopId: string, now: Instant): Promise<void> {
  return database.forShop(shopId, async (sql) => {
    const since = hourOf(plusSeconds(now, -COUNTED_SECONDS));
    const moved = await movedHours(sql, shopId, since);
    const from = await firstToCount(sql, { shopId, since });
    await store(sql, shopId, { from, before: plusSeconds(now, 1) });
    for (const hour of moved.filter((one) => one < from)) {
      await store(sql, shopId, { from: hour, before: plusSeconds(hour, HOUR_SECONDS) });
    }
  });
}

interface HourRow {
  readonly hour: Date | null;
}

/** Taken back before they are counted: what moves meanwhile waits for the row, and marks it again. */
async function movedHours(sql: Sql, shopId: string, since: Instant): Promise<readonly Instant[]> {
  const rows = await sql.query<HourRow>(
    `UPDATE traffic_hour SET is_stale = false
     WHERE shop_id = $1 AND hour >= $2 AND is_stale RETURNING hour`,
    [shopId, since],
  );
  return rows.flatMap(({ hour }) => (hour === null ? [] : [instantIn(hour)]));
}

async function firstToCount(
  sql: Sql,
  { shopId, since }: { readonly shopId: string; readonly since: Instant },
): Promise<Instant> {
  const [row] = await sql.query<HourRow>(
    "SELECT max(hour) AS hour FROM traffic_hour WHERE shop_id = $1",
    [shopId],
  );
  if (row?.hour == null) return since;
  const tail = plusSeconds(instantIn(row.hour), -TAIL_SECONDS);
  return tail > since ? tail : since;
}

interface Span {
  readonly from: Instant;
  readonly before: Instant;
}

async function store(sql: Sql, shopId: string, { from, before }: Span): Promise<void> {
  await sql.execute(
    `INSERT INTO traffic_hour (shop_id, hour, kind, done, open, failed)
     SELECT * FROM (${COUNTS}) AS counted ORDER BY hour, kind
     ON CONFLICT (shop_id, hour, kind) DO UPDATE SET done = EXCLUDED.done, open = EXCLUDED.open,
       failed = EXCLUDED.failed`,
    [shopId, from, before],
  );
}

/** The kinds that a shop uses, or has used in the span; changes in Shopify always. */
const USED = `counted.kind IS NOT NULL OR used.kind = 'change'
  OR used.kind = 'poll' AND EXISTS (SELECT FROM poller WHERE shop_id = $1 AND state <> 'off')
  OR used.kind = 'event' AND EXISTS (SELECT FROM subscriber WHERE shop_id = $1)`;

/** One statement, and planned once: home asks for it each time. */
const READ = {
  name: "read_traffic",
  text: `SELECT used.kind, coalesce(done, 0) AS done, coalesce(open, 0) AS open, coalesce(failed, 0) AS failed
    FROM unnest($5::text[]) WITH ORDINALITY AS used (kind, place)
    LEFT JOIN (
      SELECT kind, sum(done)::int AS done, sum(open)::int AS open, sum(failed)::int AS failed
      FROM (
        SELECT kind, done, open, failed FROM traffic_hour
        WHERE shop_id = $1 AND hour >= $4 AND hour < $2
        UNION ALL
        SELECT kind, done, open, failed FROM (${COUNTS}) AS running
      ) AS hours GROUP BY kind) AS counted ON counted.kind = used.kind
    WHERE ${USED} ORDER BY used.place`,
};

/** What went each way that the shop uses since the hour of `from`: the past hours as they were counted, the one that runs counted now. */
export function readTraffic(
  sql: Sql,
  shopId: string,
  { from, now }: { readonly from: Instant; readonly now: Instant },
): Promise<readonly TrafficFigures[]> {
  const values = [shopId, hourOf(now), plusSeconds(now, 1), hourOf(from), TRAFFIC_KINDS];
  return sql.query<TrafficFigures & Record<string, unknown>>(READ, values);
}

import type {
  SourceSignal,
  Signals,
  StuckSignal,
  WaitingSignal,
} from "../../../domain/alerting/signals.ts";
import { type Instant, plusSeconds } from "../../../domain/instant.ts";
import { readAnswers, readDiscrepancies } from "./read-handoff-signals.ts";
import { readPollingSignals } from "./read-polling-signals.ts";
import { readQueueSignals } from "./read-queue-signals.ts";
import { readSubscriberSignals } from "./read-subscriber-signals.ts";
import { firstIdAt } from "../message-id-time.ts";
import { instantIn, instantOrNull } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";

const WEEK_SECONDS = 604_800;
const HOUR_SECONDS = 3600;

export interface SignalRequest {
  readonly shopId: string;
  readonly now: Instant;
  /** Waiting messages younger than this are no signal. */
  readonly waitingHours: number;
}

/** What the shop's conditions are seen by. Reads what is open and one row a source, and nothing that grows. */
export async function readSignals(sql: Sql, request: SignalRequest): Promise<Signals> {
  const { shopId, now, waitingHours } = request;
  const before = firstIdAt(plusSeconds(now, -waitingHours * HOUR_SECONDS));
  return {
    now,
    sources: await readSources(sql, shopId, now),
    quarantined: await readStuck(sql, shopId, "quarantined"),
    dead: await readStuck(sql, shopId, "dead"),
    waiting: await readWaiting(sql, shopId, before),
    polling: await readPollingSignals(sql, shopId),
    queues: await readQueueSignals(sql, shopId),
    discrepancies: await readDiscrepancies(sql, shopId),
    answers: await readAnswers(sql, shopId, now),
    subscribers: await readSubscriberSignals(sql, shopId),
  };
}

interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly last_at: Date | null;
  readonly busy: number;
  readonly longest: number;
  readonly refused: number;
}

async function readSources(
  sql: Sql,
  shopId: string,
  now: Instant,
): Promise<readonly SourceSignal[]> {
  const rows = await sql.query<SourceRow>(
    `SELECT s.id, s.name, last.received_at AS last_at, coalesce(habit.busy, 0)::int AS busy,
       coalesce(habit.longest, 0)::int AS longest,
       (SELECT count(*) FROM endpoint AS e JOIN rejected_delivery AS r ON r.endpoint_id = e.id
        WHERE e.source_id = s.id AND r.shop_id = $1
          AND (last.message_id IS NULL OR r.id > last.message_id))::int AS refused
     FROM source AS s
     LEFT JOIN LATERAL (
       SELECT message_id, received_at FROM (
         (SELECT message_id, received_at FROM interpretation
          WHERE shop_id = $1 AND source_id = s.id AND via <> 'replay' ORDER BY message_id DESC LIMIT 1)
         UNION ALL
         (SELECT message_id, received_at FROM message_task
          WHERE shop_id = $1 AND source_id = s.id ORDER BY message_id DESC LIMIT 1)
       ) AS newest ORDER BY message_id DESC LIMIT 1) AS last ON true
     LEFT JOIN LATERAL (
       SELECT count(*) AS busy, max(extract(epoch FROM hour - before) / 3600 - 1) AS longest
       FROM (SELECT hour, lag(hour) OVER (ORDER BY hour) AS before FROM hour_count
             WHERE shop_id = $1 AND source_id = s.id AND kind = 'received' AND hour >= $2) AS hours
     ) AS habit ON true
     WHERE s.shop_id = $1 AND EXISTS (
       SELECT FROM endpoint WHERE source_id = s.id AND state = 'active')`,
    [shopId, plusSeconds(now, -WEEK_SECONDS)],
  );
  return rows.map((row) => ({
    sourceId: row.id,
    sourceName: row.name,
    lastMessageAt: instantOrNull(row.last_at),
    busyHours: row.busy,
    longestQuietHours: row.longest,
    refusedInARow: row.refused,
  }));
}

/** At most five names; a condition says where the others are. */
const SOME_ORDERS = `coalesce((array_agg(DISTINCT o.display_name)
  FILTER (WHERE o.display_name IS NOT NULL))[1:5], '{}') AS orders`;

function readStuck(
  sql: Sql,
  shopId: string,
  state: "quarantined" | "dead",
): Promise<readonly StuckSignal[]> {
  return sql.query<StuckSignal>(
    `SELECT i.reason_code AS code, count(*)::int AS count, ${SOME_ORDERS}
     FROM interpretation AS i LEFT JOIN order_record AS o ON o.id = i.order_record_id
     WHERE i.shop_id = $1 AND i.state = $2 GROUP BY i.reason_code ORDER BY i.reason_code`,
    [shopId, state],
  );
}

async function readWaiting(
  sql: Sql,
  shopId: string,
  before: string,
): Promise<readonly WaitingSignal[]> {
  const rows = await sql.query<StuckSignal & { readonly since: Date }>(
    `SELECT i.reason_code AS code, count(*)::int AS count, min(i.received_at) AS since, ${SOME_ORDERS}
     FROM interpretation AS i LEFT JOIN order_record AS o ON o.id = i.order_record_id
     WHERE i.shop_id = $1 AND i.state = 'waiting' AND i.message_id < $2
     GROUP BY i.reason_code ORDER BY i.reason_code`,
    [shopId, before],
  );
  return rows.map(({ since, ...stuck }) => ({ ...stuck, since: instantIn(since) }));
}

import { plusSeconds } from "../../../domain/instant.ts";
import {
  LOST_AFTER_SECONDS,
  MOST_LISTED,
  type SourceTally,
} from "../../../domain/reconciliation/report.ts";
import type { ChangeSpan, RunInWork } from "../../../pipeline/ports.ts";
import type { Sql } from "../sql-connection.ts";
import { CHANGES, PUSHED_SOURCES } from "./changes.ts";
import { countChangeHours } from "./change-hours.ts";

/** By this name a change's gap is known; the parameters are those of `CHANGES`, and since when it is lost. */
const KIND = `CASE
    WHEN NOT is_polled_first THEN 'received'
    WHEN pushed_at IS NOT NULL THEN 'delayed'
    WHEN polled_at < $4 THEN 'not_received'
    ELSE 'awaited' END`;

/** Compares what was learnt in the span by source, and writes what is amiss. */
export async function compareSpan(
  sql: Sql,
  run: RunInWork,
  { from, to }: ChangeSpan,
): Promise<readonly SourceTally[]> {
  const { shopId, id: runId } = run;
  const lostBefore = plusSeconds(to, -LOST_AFTER_SECONDS);
  await sql.execute(ADD_CHANGES, [shopId, from, to, lostBefore, runId, MOST_LISTED]);
  await sql.execute(ADD_STUCK, [shopId, from, to, runId, MOST_LISTED]);
  await countChangeHours(sql, shopId, { from, before: to });
  return sql.query<SourceTally & Record<string, unknown>>(TALLY, [shopId, from, to, lostBefore]);
}

const ADD_CHANGES = `WITH ${CHANGES}, ${PUSHED_SOURCES}, missed AS (
    SELECT *, ${KIND} AS kind FROM changes JOIN pushed USING (source_id) WHERE is_polled_first
  ), listed AS (
    SELECT *, row_number() OVER (PARTITION BY kind ORDER BY learnt_at) AS place FROM missed
  )
  INSERT INTO reconciliation_gap (shop_id, run_id, key, kind, order_record_id, order_name, source_id, message_id,
    event_id, milestone, source_status, happened_at, found_at)
  SELECT $1, $5, l.source_id || '/' || l.key, l.kind, l.order_record_id, o.display_name, l.source_id, l.message_id,
    l.event_id, l.milestone, l.source_status, l.occurred_at, l.learnt_at
  FROM listed AS l JOIN order_record AS o ON o.id = l.order_record_id WHERE l.place <= $6
  ON CONFLICT (run_id, key) DO NOTHING`;

/** Messages of the span that came to nothing so far; what is only on its way is not stuck. */
const ADD_STUCK = `INSERT INTO reconciliation_gap (shop_id, run_id, key, kind, order_record_id, order_name, source_id,
    message_id, detail, found_at)
  SELECT $1, $4, 'message/' || i.message_id, 'not_applied', i.order_record_id, coalesce(o.display_name, ''), i.source_id,
    i.message_id, i.reason_detail, i.received_at
  FROM interpretation AS i LEFT JOIN order_record AS o ON o.id = i.order_record_id
  WHERE i.shop_id = $1 AND i.received_at >= $2 AND i.received_at < $3
    AND i.state IN ('waiting', 'quarantined', 'dead')
  ORDER BY i.message_id LIMIT $5
  ON CONFLICT (run_id, key) DO NOTHING`;

const TALLY = `WITH ${CHANGES}, kinds AS (
    SELECT c.*, ${KIND} AS kind, o.agreement = 'agreed' AND o.agreed_at >= c.learnt_at AS is_applied
    FROM changes AS c JOIN order_record AS o ON o.id = c.order_record_id
  ), counted AS (
    SELECT source_id, bool_or(is_event) AS has_events, count(*)::int AS sent,
      count(*) FILTER (WHERE kind = 'received')::int AS received,
      count(*) FILTER (WHERE kind = 'delayed')::int AS delayed,
      count(*) FILTER (WHERE kind = 'awaited')::int AS awaited,
      count(*) FILTER (WHERE kind = 'not_received')::int AS not_received,
      count(*) FILTER (WHERE is_applied)::int AS applied
    FROM kinds GROUP BY source_id
  ), stuck AS (
    SELECT source_id, count(*)::int AS count FROM interpretation
    WHERE shop_id = $1 AND received_at >= $2 AND received_at < $3 AND state IN ('waiting', 'quarantined', 'dead')
    GROUP BY source_id
  ), ${PUSHED_SOURCES}
  SELECT s.id AS "sourceId", s.name, coalesce(p.state = 'on', false) AS "isPolled", pushed.source_id IS NOT NULL AS "isPushed",
    CASE WHEN c.has_events THEN 'event_id' ELSE 'order_state' END AS by,
    coalesce(c.sent, 0) AS sent, coalesce(c.received, 0) AS received, coalesce(c.delayed, 0) AS delayed,
    coalesce(c.awaited, 0) AS awaited, coalesce(c.not_received, 0) AS "notReceived",
    coalesce(c.applied, 0) AS applied, coalesce(stuck.count, 0) AS stuck
  FROM source AS s
  LEFT JOIN poller AS p ON p.source_id = s.id
  LEFT JOIN counted AS c ON c.source_id = s.id
  LEFT JOIN stuck ON stuck.source_id = s.id
  LEFT JOIN pushed ON pushed.source_id = s.id
  WHERE s.shop_id = $1 ORDER BY s.name, s.id`;

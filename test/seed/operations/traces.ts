import { CONDITION_KINDS } from "../../../app/domain/alerting/alert-rules.ts";
import { idAt, instantText, type Past, type Statement } from "./statement.ts";

/** A replay of so many messages. */
const REPLAYED = 5_000;
/** Of the messages one in so many had something to fetch. */
const ONE_FETCHED_IN = 5;
const AUDIT_EACH_HOUR = 8;

/** What else a busy shop leaves behind: alerts that are over, logs of its sources, fetches, a replay, corrections. */
export function traceStatements({ shopId, now, days }: Past): readonly Statement[] {
  const hours = [shopId, now, days];
  return [
    { text: INCIDENTS, values: [...hours, CONDITION_KINDS[2]] },
    { text: LOG_LINES, values: [shopId, now] },
    { text: FETCHES, values: [shopId, now] },
    { text: OLDER_HOURS, values: hours },
    { text: OLDER_TRAFFIC, values: hours },
    { text: REPLAY, values: [shopId, now] },
    { text: REPLAYED_MESSAGES, values: [shopId] },
    { text: CORRECTIONS, values: hours },
    // Flow was told of all that its tables wrote down meanwhile.
    { text: "DELETE FROM flow_task WHERE shop_id = $1", values: [shopId] },
    {
      text: "UPDATE flow_event SET state = 'started', sent_at = created_at WHERE shop_id = $1",
      values: [shopId],
    },
  ];
}

const HOURS = `generate_series($2::timestamptz - make_interval(days => $3),
  $2::timestamptz - interval '2 hours', interval '1 hour')`;

const INCIDENTS = `INSERT INTO incident (id, shop_id, kind, subject, facts, opened_at, closed_at)
  SELECT ${idAt("at", "'incident' || at::text")}, $1, $4, '',
    jsonb_build_object('kind', $4::text, 'count', 3, 'code', 'unmapped_status', 'orders', '[]'::jsonb), at, at + interval '50 minutes'
  FROM ${HOURS} AS at`;

const LOG_LINES = `INSERT INTO source_log_line (shop_id, source_id, digest, kind, at, event_id, order_names, status, response_code)
  SELECT $1, i.source_id, sha256(i.message_id::text::bytea), 'sent', i.received_at, substr(i.deduplication_key, 4),
    ARRAY[o.display_name], 'shipped', 202
  FROM order_record AS o JOIN interpretation AS i ON i.shop_id = $1 AND i.order_record_id = o.id
  WHERE o.shop_id = $1 AND hashtext(o.id::text) % 4 = 0 AND i.received_at > $2::timestamptz - interval '29 days'
  ON CONFLICT DO NOTHING`;

const FETCHES = `INSERT INTO message_fetch (shop_id, id, message_id, source_id, received_at, url, state, tries, status)
  SELECT $1, ${idAt("received_at", "'fetch' || message_id::text")}, message_id, source_id, received_at,
    'https://oms.example.com/orders/' || message_id, CASE WHEN hashtext(message_id::text) % 7 = 0 THEN 'failed' ELSE 'fetched' END, 0, 200
  FROM interpretation WHERE shop_id = $1 AND hashtext(message_id::text) % ${String(ONE_FETCHED_IN)} = 0
    AND received_at > $2::timestamptz - interval '29 days'`;

/** Charts show the last week, whose hours are counted; the hours before were counted once. */
const OLDER_HOURS = `INSERT INTO hour_count (shop_id, hour, source_id, kind, count, latencies)
  SELECT $1, at, s.id, k, 20, ARRAY[]::int[] FROM generate_series(
      date_trunc('hour', $2::timestamptz, 'UTC') - make_interval(days => $3),
      date_trunc('hour', $2::timestamptz, 'UTC') - interval '9 days', interval '1 hour') AS at
    CROSS JOIN source AS s CROSS JOIN unnest(ARRAY['received', 'applied', 'unchanged']) AS k
  WHERE s.shop_id = $1 ON CONFLICT DO NOTHING`;

const OLDER_TRAFFIC = `INSERT INTO traffic_hour (shop_id, hour, kind, done, open, failed)
  SELECT $1, at, k, 20, 0, 1 FROM generate_series(
      date_trunc('hour', $2::timestamptz, 'UTC') - make_interval(days => $3),
      date_trunc('hour', $2::timestamptz, 'UTC') - interval '9 days', interval '1 hour') AS at
    CROSS JOIN unnest(ARRAY['poll', 'change', 'event']) AS k
  ON CONFLICT DO NOTHING`;

const REPLAY = `INSERT INTO run (id, shop_id, kind, source_id, parameters, state, done, total, summary, started_by, created_at, started_at, ended_at)
  SELECT ${idAt("$2::timestamptz - interval '1 day'", "'replay'")}, $1, 'replay', id, '{"quietBefore": null}', 'done', ${String(REPLAYED)}, ${String(REPLAYED)},
    '{"replayed": ${String(REPLAYED)}, "removed": 0}', 'staff 71', $2::timestamptz - interval '1 day', $2::timestamptz - interval '1 day', $2::timestamptz - interval '23 hours'
  FROM source WHERE shop_id = $1 AND role = 'oms' ORDER BY created_at, id LIMIT 1`;

const REPLAYED_MESSAGES = `INSERT INTO run_message (shop_id, run_id, message_id, replay_id, outcome)
  SELECT $1, r.id, i.message_id, i.message_id, 'replayed' FROM run AS r CROSS JOIN LATERAL (
    SELECT message_id FROM interpretation WHERE shop_id = $1 AND source_id = r.source_id ORDER BY message_id DESC LIMIT ${String(REPLAYED)}) AS i
  WHERE r.shop_id = $1 AND r.kind = 'replay'`;

const CORRECTIONS = `INSERT INTO audit_entry (id, shop_id, at, actor, action, subject, detail)
  SELECT ${idAt("at", "'audit' || n || at::text")}, $1, at, 'staff 72', CASE WHEN n = 1 THEN 'message.replayed' ELSE 'payload.revealed' END, NULL,
    jsonb_build_object('at', ${instantText("at")})
  FROM ${HOURS} AS at CROSS JOIN generate_series(1, ${String(AUDIT_EACH_HOUR)}) AS n`;

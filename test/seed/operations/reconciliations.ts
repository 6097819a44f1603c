import { MILESTONES } from "../../../app/domain/milestone.ts";
import { emptyReport, GAP_KINDS } from "../../../app/domain/reconciliation/report.ts";
import { idAt, instantText, oneOf, type Past, type Statement } from "./statement.ts";

const GAPS_EACH = 40;
/** So many orders in a month make forty changes an hour of each kind; fewer make fewer. */
const BUSY_ORDERS = 200_000;
const HOURS = `generate_series(date_trunc('hour', $2::timestamptz, 'UTC') - make_interval(days => $3),
  date_trunc('hour', $2::timestamptz, 'UTC'), interval '1 hour')`;

/** What each reconciliation saw of every source and of Shopify, beside its gaps; the OMSs are polled. */
const TALLIES = `SELECT jsonb_build_object(
    'sources', jsonb_agg(jsonb_build_object('sourceId', s.id, 'name', s.name, 'isPolled', s.role = 'oms', 'isPushed', true,
      'by', 'event_id', 'sent', CASE WHEN s.role = 'oms' THEN 152 ELSE 140 END, 'received', 140,
      'delayed', CASE WHEN s.role = 'oms' THEN 4 ELSE 0 END, 'awaited', CASE WHEN s.role = 'oms' THEN 4 ELSE 0 END,
      'notReceived', CASE WHEN s.role = 'oms' THEN 4 ELSE 0 END,
      'applied', CASE WHEN s.role = 'oms' THEN 148 ELSE 0 END, 'stuck', CASE WHEN s.role = 'oms' THEN 4 ELSE 0 END) ORDER BY s.name),
    'storefront', jsonb_build_object('read', orders.count, 'known', orders.count, 'differing', 8,
      'points', orders.count, 'seconds', 12, 'problem', NULL)) AS tallies
  FROM source AS s CROSS JOIN (SELECT count(*) AS count FROM order_record WHERE shop_id = $1) AS orders
  WHERE s.shop_id = $1 GROUP BY orders.count`;

/** A reconciliation each hour, with what it found, and where changes were learnt first. */
export function reconciliationStatements(past: Past): readonly Statement[] {
  const { shopId, now, days } = past;
  return [
    {
      text: `INSERT INTO run (id, shop_id, kind, parameters, state, done, total, started_by, created_at, started_at, ended_at)
        SELECT ${idAt("at", "'reconciliation' || at::text")}, $1, 'reconciliation',
          jsonb_build_object('from', ${instantText("at - interval '1 hour'")}), 'done', 100, 100, 'handoff', at, at, at + interval '1 minute'
        FROM ${HOURS} AS at`,
      values: [shopId, now, days],
    },
    {
      text: `INSERT INTO reconciliation_run (run_id, shop_id, started_by, started_at, ended_at, report)
        SELECT r.id, $1, r.started_by, r.started_at, r.ended_at,
          $2::jsonb || seen.tallies || jsonb_build_object('from', ${instantText("r.started_at - interval '1 hour'")}, 'to', ${instantText("r.started_at")})
        FROM run AS r CROSS JOIN (${TALLIES}) AS seen WHERE r.shop_id = $1 AND r.kind = 'reconciliation'`,
      values: [shopId, JSON.stringify(reportOf(past))],
    },
    gaps(past),
    {
      text: `INSERT INTO change_hour (shop_id, hour, source_id, milestone, changes, polled_first, pushed_later)
        SELECT $1, at, s.id, m, greatest(1, round((40 + number % 30) * size.share)), polled, polled * (number % 2)
        FROM ${HOURS} AS at CROSS JOIN source AS s CROSS JOIN unnest($4::text[]) AS m
        CROSS JOIN (SELECT least(1, count(*) / ${String(BUSY_ORDERS)}.0) AS share FROM order_record WHERE shop_id = $1) AS size
        CROSS JOIN LATERAL abs(hashtext(m || at::text || s.id::text)) AS number
        CROSS JOIN LATERAL (SELECT CASE WHEN size.share < 0.1 THEN (number % 40 = 0)::int ELSE number % 4 END AS polled) AS told
        WHERE s.shop_id = $1 ON CONFLICT DO NOTHING`,
      values: [shopId, now, days, MILESTONES.slice(0, 6)],
    },
  ];
}

function reportOf({ now }: Past) {
  const each = Math.round(GAPS_EACH / GAP_KINDS.length);
  return {
    ...emptyReport(now, now),
    gaps: Object.fromEntries(GAP_KINDS.map((kind) => [kind, each])),
    healing: { healed: GAPS_EACH - 1, open: 1, medianSeconds: 41, slowestSeconds: 610 },
  };
}

/** Each about another order; all but one of a reconciliation were healed. */
function gaps({ shopId }: Past): Statement {
  return {
    text: `WITH orders AS (
        SELECT id, display_name, source_ids[1] AS source_id, row_number() OVER (ORDER BY updated_at DESC) AS place
        FROM order_record WHERE shop_id = $1 ORDER BY updated_at DESC LIMIT 20000
      ), known AS (SELECT greatest(count(*), 1) AS count FROM orders)
      INSERT INTO reconciliation_gap (shop_id, run_id, key, kind, order_record_id, order_name, source_id, milestone, detail, happened_at, found_at, healed_at)
      SELECT $1, r.run_id, 'order/' || o.id || '/' || n, ${oneOf(GAP_KINDS, "n")}, o.id, o.display_name, o.source_id, 'shipped', NULL,
        r.started_at - interval '40 minutes', r.started_at, CASE WHEN n = 0 THEN NULL ELSE r.started_at + make_interval(secs => n * 15) END
      FROM (SELECT run_id, started_at, row_number() OVER (ORDER BY started_at) AS place FROM reconciliation_run WHERE shop_id = $1) AS r
      CROSS JOIN generate_series(0, ${String(GAPS_EACH - 1)}) AS n CROSS JOIN known
      JOIN orders AS o ON o.place = 1 + (r.place * ${String(GAPS_EACH)} + n) % known.count`,
    values: [shopId],
  };
}

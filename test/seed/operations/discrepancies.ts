import { VERDICTS } from "../../../app/domain/diagnosis/verdict.ts";
import { ORDER_SIGNALS } from "../../../app/domain/discrepancy/signals.ts";
import { idAt, instantText, oneOf, type Past, type Statement } from "./statement.ts";

/** Of the orders that agree in the end, one in so many did not at first. */
const ONE_IN = 20;

/** Why an order still disagrees is what its block says; why another once did is anything. */
const WHY_STILL = "CASE t.agreement WHEN 'needs_person' THEN 'needs_decision' ELSE 'waiting' END";

/** What was once found to disagree, and what still does: an order that needs a person, or waits. */
export function discrepancyStatements({ shopId, now }: Past): readonly Statement[] {
  const codes = Object.entries(VERDICTS).map(([code, { zone, owner }]) => ({ code, zone, owner }));
  return [
    {
      text: `WITH told AS (
          SELECT id, source_ids[1] AS source_id, created_at AS since, agreement, agreement IN ('needs_person', 'waiting') AS is_open,
            hashtext(id::text) AS number
          FROM order_record WHERE shop_id = $1
            AND (agreement IN ('needs_person', 'waiting') OR hashtext(id::text) % ${String(ONE_IN)} = 0)
        )
        INSERT INTO discrepancy (id, shop_id, order_record_id, code, zone, owner, source_id, signals, fault,
          since, opened_at, due_at, seen_at, closed_at)
        SELECT ${idAt("t.since + interval '16 minutes'", "t.id::text")}, $1, t.id, c.code, c.zone, c.owner, t.source_id,
          ARRAY[${oneOf(ORDER_SIGNALS, "t.number / 7")}],
          jsonb_build_object('code', c.code, 'zone', c.zone, 'owner', c.owner, 'certainty', 'likely',
            'sourceId', t.source_id, 'since', ${instantText("t.since")}, 'healedAt', NULL, 'facts', '[]'::jsonb),
          t.since, t.since + interval '16 minutes', t.since + interval '1 day', $2,
          CASE WHEN t.is_open THEN NULL ELSE t.since + interval '40 minutes' END
        FROM told AS t JOIN LATERAL (
          SELECT * FROM jsonb_to_recordset($3::jsonb) AS c(code text, zone text, owner text)
          WHERE NOT t.is_open OR c.code = ${WHY_STILL}
          OFFSET CASE WHEN t.is_open THEN 0 ELSE abs(t.number / 3) % $4 END LIMIT 1) AS c ON true
        ON CONFLICT DO NOTHING`,
      values: [shopId, now, JSON.stringify(codes), codes.length],
    },
    {
      text: `INSERT INTO discrepancy_cursor (shop_id, compared_until, compared_id)
        SELECT $1, $2::timestamptz - interval '15 minutes', '00000000-0000-0000-0000-000000000000'
        ON CONFLICT DO NOTHING`,
      values: [shopId, now],
    },
  ];
}

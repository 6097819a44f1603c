import type { PollingSignal } from "../../../domain/alerting/signals.ts";
import type { PollerDefinition } from "../../../domain/polling/definition/poller-schema.ts";
import { wantedSeconds } from "../../../domain/polling/next-poll.ts";
import { instantOrNull } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";

interface PollingRow {
  readonly id: string;
  readonly name: string;
  readonly state: PollingSignal["state"];
  readonly minutes: PollerDefinition["minutes"] | null;
  readonly succeeded_at: Date | null;
  readonly alive_at: Date | null;
  readonly waiting: number;
}

/**
 * How the second path of each OMS stands that webhooks come from. Only what a
 * source can still say counts as waiting for it: a tracking number, a shipment.
 */
export async function readPollingSignals(
  sql: Sql,
  shopId: string,
): Promise<readonly PollingSignal[]> {
  const rows = await sql.query<PollingRow>(SIGNALS, [shopId]);
  return rows.map((row) => ({
    sourceId: row.id,
    sourceName: row.name,
    state: row.state,
    intervalSeconds: wantedSeconds({ minutes: row.minutes ?? undefined }, { isBusy: false }),
    succeededAt: instantOrNull(row.succeeded_at),
    aliveAt: instantOrNull(row.alive_at),
    waiting: row.waiting,
  }));
}

/** A poll that goes well shows in `updated_at` page by page; one to come shows in `next_poll_at`. */
const SIGNALS = `SELECT s.id, s.name, CASE WHEN p.state = 'paused' AND p.problem->>'code' = 'interrupted' THEN 'interrupted'
      ELSE coalesce(p.state, 'off') END AS state, p.definition->'minutes' AS minutes,
    good.ended_at AS succeeded_at,
    CASE WHEN p.problem IS NULL THEN greatest(good.ended_at, p.next_poll_at, p.updated_at)
      ELSE good.ended_at END AS alive_at,
    (SELECT count(*) FROM order_record AS o
     WHERE o.shop_id = $1 AND o.agreement = 'waiting' AND o.source_ids @> ARRAY[s.id]
       AND o.block_codes && ARRAY['waiting_for_tracking', 'waiting_for_shipment']
       AND o.blocked_since < now() - make_interval(mins => 2 * coalesce((p.definition->'minutes'->>'quiet')::numeric, 15)::int))::int AS waiting
  FROM source AS s LEFT JOIN poller AS p ON p.source_id = s.id
  LEFT JOIN LATERAL (
    SELECT ended_at FROM poll WHERE shop_id = $1 AND source_id = s.id AND ended_at IS NOT NULL
      AND problem IS NULL ORDER BY id DESC LIMIT 1) AS good ON true
  WHERE s.shop_id = $1 AND s.role = 'oms'
    AND EXISTS (SELECT FROM endpoint WHERE source_id = s.id AND state = 'active')
  ORDER BY s.id`;

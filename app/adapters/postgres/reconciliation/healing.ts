import { type GapKind, NO_GAPS } from "../../../domain/reconciliation/report.ts";
import type { RunHealing, RunInWork } from "../../../pipeline/ports.ts";
import type { Sql } from "../sql-connection.ts";

/** Gaps of earlier reconciliations are looked at again for so long. */
const LOOKED_BACK = "interval '7 days'";

/**
 * A gap is healed where its order came to agree with the sources after it was
 * found or learnt, or its message was settled; of observed sources nothing is
 * applied, so that learning is all.
 */
const NOTE = `UPDATE reconciliation_gap AS g SET healed_at = h.healed_at
  FROM (
    SELECT g.run_id, g.key, CASE
      WHEN g.kind = 'not_applied' THEN i.updated_at
      WHEN s.role <> 'oms' THEN g.found_at
      ELSE o.agreed_at END AS healed_at
    FROM reconciliation_gap AS g
    LEFT JOIN order_record AS o ON o.id = g.order_record_id
    LEFT JOIN source AS s ON s.id = g.source_id
    LEFT JOIN interpretation AS i ON i.shop_id = g.shop_id AND i.message_id = g.message_id
    WHERE g.shop_id = $1 AND g.healed_at IS NULL AND g.found_at > now() - ${LOOKED_BACK} AND CASE
      WHEN g.kind = 'not_applied' THEN i.state NOT IN ('waiting', 'quarantined', 'dead', 'planned')
      WHEN s.role <> 'oms' THEN true
      ELSE o.agreement = 'agreed' AND o.agreed_at >= g.found_at END
  ) AS h
  WHERE g.run_id = h.run_id AND g.key = h.key`;

const COUNT = `SELECT g.kind, count(*)::int AS count, count(g.healed_at)::int AS healed,
    count(*) FILTER (WHERE g.healed_at IS NULL AND (o.agreement = 'pending' OR l.due_at <= now() OR l.lease_token IS NOT NULL))::int AS at_work
  FROM reconciliation_gap AS g
  LEFT JOIN order_record AS o ON o.id = g.order_record_id
  LEFT JOIN lane AS l ON l.order_record_id = g.order_record_id
  WHERE g.shop_id = $1 AND g.run_id = $2 GROUP BY g.kind`;

const TIMES = `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY took) AS median, max(took) AS slowest
  FROM (SELECT extract(epoch FROM healed_at - found_at)::float8 AS took FROM reconciliation_gap
        WHERE shop_id = $1 AND run_id = $2 AND healed_at IS NOT NULL) AS healed`;

interface CountRow {
  readonly kind: GapKind;
  readonly count: number;
  readonly healed: number;
  readonly at_work: number;
}

interface TimesRow {
  readonly median: number | null;
  readonly slowest: number | null;
}

/** Marks what was healed, and counts the run's gaps. */
export async function noteHealed(sql: Sql, { shopId, id }: RunInWork): Promise<RunHealing> {
  await sql.execute(NOTE, [shopId]);
  const counts = await sql.query<CountRow & Record<string, unknown>>(COUNT, [shopId, id]);
  const [times] = await sql.query<TimesRow & Record<string, unknown>>(TIMES, [shopId, id]);
  const healed = counts.reduce((sum, row) => sum + row.healed, 0);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return {
    gaps: { ...NO_GAPS, ...Object.fromEntries(counts.map(({ kind, count }) => [kind, count])) },
    healed,
    open: all - healed,
    atWork: counts.reduce((sum, row) => sum + row.at_work, 0),
    medianSeconds: times?.median ?? null,
    slowestSeconds: times?.slowest ?? null,
  };
}

import type { Database } from "../../adapters/postgres/database.ts";
import { readDiagnosisSetting } from "../../adapters/postgres/diagnosis/setting.ts";
import { instantIn, instantOrNull } from "../../adapters/postgres/row-values.ts";
import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import { type Owner, VERDICT_CODES, type VerdictCode } from "../../domain/diagnosis/verdict.ts";
import { patternOf } from "../../domain/discrepancy/classify.ts";
import { costOf } from "../../domain/discrepancy/costs.ts";
import {
  isHabit,
  POINT_FIX_ACTIONS,
  POINT_FIX_MONTHS,
  type PointFixAction,
  type PointFixCount,
} from "../../domain/discrepancy/point-fixes.ts";
import { volumeTrend, type VolumeTrend } from "../../domain/discrepancy/regression.ts";
import {
  isHandoffGap,
  type Meter,
  ORDER_SIGNALS,
  type OrderSignal,
  PATTERN_ORDERS,
} from "../../domain/discrepancy/signals.ts";
import { type Instant, plusSeconds } from "../../domain/instant.ts";
import { type Zone, ZONES } from "../../domain/zone.ts";
import type {
  DiagnosisView,
  DiscrepancyFilter,
  DiscrepancyView,
  Exposure,
  ZoneCount,
} from "../../screens/diagnosis/view.ts";
import { ordersByCause, PATTERN_DAYS } from "./order-diagnosis.ts";

export interface DiagnosisPageRequest {
  readonly shopId: string;
  readonly filter: DiscrepancyFilter;
  readonly now: Instant;
}

const ROWS_SHOWN = 50;
const EXPOSURE_SHOWN = 200;
const DAY_SECONDS = 86_400;

/** What the diagnosis page shows of one shop. */
export function readDiagnosisPage(
  database: Database,
  { shopId, filter, now }: DiagnosisPageRequest,
): Promise<DiagnosisView> {
  return database.forShop(shopId, async (sql) => {
    const counts = await ordersByCause(sql, shopId, { codes: VERDICT_CODES, now });
    const rows = await readRows(sql, shopId, { filter, now });
    const trend = await readTrend(sql, shopId, now);
    const meters = metersOf(await signalCounts(sql, shopId), { counts, trend });
    const pointFixes = await readPointFixes(sql, shopId);
    const setting = await readDiagnosisSetting(sql, shopId);
    const corrections = pointFixes.reduce((sum, { count }) => sum + count, 0);
    const faultyOrders = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      hasSources: await readHasSources(sql, shopId),
      meters,
      isGap: isHandoffGap(meters),
      zones: await readZones(sql, shopId, now),
      discrepancies: rows.slice(0, ROWS_SHOWN).map((row) => discrepancyView(row, counts, now)),
      hasMore: rows.length > ROWS_SHOWN,
      trend,
      exposure: await readExposure(sql, shopId),
      pointFixes,
      isHabit: isHabit(pointFixes),
      setting,
      cost: setting.rates === null ? null : costOf(setting.rates, { corrections, faultyOrders }),
    };
  });
}

async function readHasSources(sql: Sql, shopId: string): Promise<boolean> {
  const rows = await sql.query("SELECT FROM source WHERE shop_id = $1 LIMIT 1", [shopId]);
  return rows.length > 0;
}

interface Row {
  readonly id: string;
  readonly order_record_id: string;
  readonly display_name: string;
  readonly code: VerdictCode;
  readonly zone: Zone;
  readonly owner: Owner;
  readonly source_name: string | null;
  readonly signals: readonly OrderSignal[];
  readonly since: Date;
  readonly due_at: Date;
  readonly closed_at: Date | null;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_by: string | null;
}

function readRows(
  sql: Sql,
  shopId: string,
  { filter, now }: Pick<DiagnosisPageRequest, "filter" | "now">,
): Promise<readonly Row[]> {
  const isOpen = filter.state === "open";
  return sql.query<Row>(
    `SELECT d.id, d.order_record_id, o.display_name, d.code, d.zone, d.owner, s.name AS source_name,
       d.signals, d.since, d.due_at, d.closed_at, d.acknowledged_at, d.acknowledged_by
     FROM discrepancy AS d JOIN order_record AS o ON o.id = d.order_record_id
     LEFT JOIN source AS s ON s.id = d.source_id
     WHERE d.shop_id = $1 AND ${isOpen ? "d.closed_at IS NULL" : "d.closed_at IS NOT NULL AND d.opened_at >= $4"}
       AND ($2::text IS NULL OR d.zone = $2) AND ($3::text IS NULL OR $3 = ANY (d.signals))
       AND $4::timestamptz IS NOT NULL
     ORDER BY ${isOpen ? "d.due_at, d.id" : "d.opened_at DESC, d.id DESC"} LIMIT ${String(ROWS_SHOWN + 1)}`,
    [shopId, filter.zone, filter.signal, plusSeconds(now, -PATTERN_DAYS * DAY_SECONDS)],
  );
}

function discrepancyView(
  row: Row,
  counts: ReadonlyMap<VerdictCode, number>,
  now: Instant,
): DiscrepancyView {
  const { code, zone, owner, signals, acknowledged_at: at, acknowledged_by: by } = row;
  const since = instantIn(row.since);
  const closedAt = instantOrNull(row.closed_at);
  return {
    ...{ id: row.id, code, zone, owner, signals, since, closedAt },
    orderRecordId: row.order_record_id,
    orderName: row.display_name,
    sourceName: row.source_name,
    pattern: patternOf({ since, healedAt: closedAt, now }, counts.get(code) ?? 1),
    dueAt: instantIn(row.due_at),
    acknowledged: at === null ? null : { by: by ?? "", at: instantIn(at) },
  };
}

async function signalCounts(sql: Sql, shopId: string): Promise<ReadonlyMap<OrderSignal, number>> {
  const rows = await sql.query<{ readonly signal: OrderSignal; readonly orders: number }>(
    `SELECT signal, count(*)::int AS orders FROM (
       SELECT DISTINCT signal, order_record_id FROM discrepancy CROSS JOIN unnest(signals) AS signal
       WHERE shop_id = $1 AND closed_at IS NULL) AS shown GROUP BY signal`,
    [shopId],
  );
  return new Map(rows.map(({ signal, orders }) => [signal, orders]));
}

function metersOf(
  signals: ReadonlyMap<OrderSignal, number>,
  {
    counts,
    trend,
  }: { readonly counts: ReadonlyMap<VerdictCode, number>; readonly trend: VolumeTrend | null },
): readonly Meter[] {
  const repeated = Math.max(0, ...counts.values());
  return [
    ...ORDER_SIGNALS.map((signal) => {
      const orders = signals.get(signal) ?? 0;
      return { signal, orders, isOn: orders > 0 };
    }),
    { signal: "repeats", orders: repeated, isOn: repeated >= PATTERN_ORDERS },
    { signal: "grows_with_volume", orders: 0, isOn: trend?.grows === true },
  ];
}

interface RecentRow {
  readonly zone: Zone;
  readonly recent: number;
  /** Null where none is over. */
  readonly half: number | null;
  readonly most: number | null;
}

/** A source's clock may be ahead: no repair took less than no time. */
const REPAIR_SECONDS = `(ORDER BY greatest(0, extract(epoch FROM closed_at - since)))
         FILTER (WHERE closed_at IS NOT NULL)`;

function recentOf(row: RecentRow | undefined): Pick<ZoneCount, "recent" | "repair"> {
  if (row === undefined) return { recent: 0, repair: null };
  const { recent, half, most } = row;
  return {
    recent,
    repair: half === null || most === null ? null : { halfSeconds: half, mostSeconds: most },
  };
}

async function readZones(sql: Sql, shopId: string, now: Instant): Promise<readonly ZoneCount[]> {
  const open = await sql.query<{ readonly zone: Zone; readonly open: number }>(
    `SELECT zone, count(*)::int AS open FROM discrepancy
     WHERE shop_id = $1 AND closed_at IS NULL GROUP BY zone`,
    [shopId],
  );
  const recent = await sql.query<RecentRow>(
    `SELECT zone, count(*)::int AS recent,
       percentile_cont(0.5) WITHIN GROUP ${REPAIR_SECONDS} AS half,
       percentile_cont(0.95) WITHIN GROUP ${REPAIR_SECONDS} AS most
     FROM discrepancy WHERE shop_id = $1 AND opened_at >= $2 GROUP BY zone`,
    [shopId, plusSeconds(now, -PATTERN_DAYS * DAY_SECONDS)],
  );
  return ZONES.map((zone) => ({
    zone,
    open: open.find((row) => row.zone === zone)?.open ?? 0,
    ...recentOf(recent.find((row) => row.zone === zone)),
  }));
}

/** Messages a day against the discrepancies that began on it. */
async function readTrend(sql: Sql, shopId: string, now: Instant): Promise<VolumeTrend | null> {
  const points = await sql.query<{ readonly volume: number; readonly failures: number }>(
    `WITH volume AS (
       SELECT date_trunc('day', hour) AS day, sum(count)::int AS volume FROM hour_count
       WHERE shop_id = $1 AND kind = 'received' AND hour >= $2 GROUP BY 1),
     failure AS (
       SELECT date_trunc('day', since) AS day, count(*)::int AS failures FROM discrepancy
       WHERE shop_id = $1 AND opened_at >= $2 GROUP BY 1)
     SELECT volume, coalesce(failures, 0) AS failures FROM volume LEFT JOIN failure USING (day)`,
    [shopId, plusSeconds(now, -PATTERN_DAYS * DAY_SECONDS)],
  );
  return volumeTrend(points);
}

async function readExposure(sql: Sql, shopId: string): Promise<readonly Exposure[]> {
  const rows = await sql.query<{
    readonly order_record_id: string;
    readonly display_name: string;
    readonly since: Date;
  }>(
    `SELECT d.order_record_id, o.display_name, d.since
     FROM (SELECT order_record_id, min(since) AS since FROM discrepancy
           WHERE shop_id = $1 AND closed_at IS NULL AND 'erp_closed' = ANY (signals)
           GROUP BY order_record_id ORDER BY 2 LIMIT ${String(EXPOSURE_SHOWN)}) AS d
     JOIN order_record AS o ON o.id = d.order_record_id ORDER BY d.since`,
    [shopId],
  );
  return rows.map((row) => ({
    orderRecordId: row.order_record_id,
    orderName: row.display_name,
    since: instantIn(row.since),
  }));
}

async function readPointFixes(sql: Sql, shopId: string): Promise<readonly PointFixCount[]> {
  const rows = await sql.query<{ readonly action: PointFixAction; readonly count: number }>(
    `SELECT action, count(*)::int AS count FROM audit_entry
     WHERE shop_id = $1 AND action = ANY ($2) AND at >= now() - make_interval(months => $3)
       AND (action <> 'run.started' OR detail ->> 'kind' = 'replay') GROUP BY action`,
    [shopId, POINT_FIX_ACTIONS, POINT_FIX_MONTHS],
  );
  return POINT_FIX_ACTIONS.map((action) => ({
    action,
    count: rows.find((row) => row.action === action)?.count ?? 0,
  }));
}

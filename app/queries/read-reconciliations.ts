import type { Database } from "../adapters/postgres/database.ts";
import { runningReconciliation } from "../adapters/postgres/reconciliation/start.ts";
import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { Instant } from "../domain/instant.ts";
import type { Milestone } from "../domain/milestone.ts";
import type { GapKind, ReconciliationReport } from "../domain/reconciliation/report.ts";
import { DEFAULT_RECONCILE_MINUTES } from "../domain/run/reconciliation.ts";
import type {
  GapLine,
  LossSpan,
  ReconciliationLine,
  ReconciliationsView,
  ReconciliationView,
} from "../screens/reconciliation/view.ts";
import type { RunView } from "../screens/runs/view.ts";
import { readLoss } from "./read-loss.ts";
import { RUN_COLUMNS, type RunRow, runView } from "./read-run.ts";

const RUNS_SHOWN = 48;
const GAPS_SHOWN = 50;
/** As `reconciliationJob` names itself. */
const CLOCK = "handoff";

interface LineRow {
  readonly run_id: string;
  readonly started_by: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly report: ReconciliationReport;
}

const LINE_COLUMNS = "run_id, started_by, started_at, ended_at, report";

export interface ReconciliationsRequest {
  readonly shopId: string;
  readonly span: LossSpan;
  readonly now: Instant;
}

/** The last reconciliations, the one under way, and how much webhooks lose. */
export function readReconciliations(
  database: Database,
  request: ReconciliationsRequest,
): Promise<ReconciliationsView> {
  const { shopId } = request;
  return database.forShop(shopId, async (sql) => {
    const rows = await sql.query<LineRow & Record<string, unknown>>(
      `SELECT ${LINE_COLUMNS} FROM reconciliation_run WHERE shop_id = $1 ORDER BY started_at DESC LIMIT $2`,
      [shopId, RUNS_SHOWN],
    );
    const runId = await runningReconciliation(sql, shopId);
    return {
      runs: rows.map(lineOf),
      running: runId === null ? null : await readRunOf(sql, shopId, runId),
      ...(await readSetting(sql, shopId)),
      loss: await readLoss(sql, { ...request, sourceId: null }),
    };
  });
}

function lineOf(row: LineRow): ReconciliationLine {
  return {
    runId: row.run_id,
    startedAt: instantIn(row.started_at),
    endedAt: instantOrNull(row.ended_at),
    isByTheClock: row.started_by === CLOCK,
    report: row.report,
  };
}

async function readRunOf(sql: Sql, shopId: string, runId: string): Promise<RunView | null> {
  const [row] = await sql.query<RunRow & Record<string, unknown>>(
    `SELECT ${RUN_COLUMNS} FROM run AS r LEFT JOIN source AS s ON s.id = r.source_id
     WHERE r.shop_id = $1 AND r.id = $2`,
    [shopId, runId],
  );
  return row === undefined ? null : runView(row);
}

async function readSetting(
  sql: Sql,
  shopId: string,
): Promise<Pick<ReconciliationsView, "everyMinutes" | "hasSources">> {
  const [row] = await sql.query<{ readonly minutes: number | null; readonly has: boolean }>(
    `SELECT (SELECT reconcile_minutes FROM shop_setting WHERE shop_id = $1) AS minutes,
       EXISTS (SELECT FROM source WHERE shop_id = $1) AS has`,
    [shopId],
  );
  const everyMinutes = row?.minutes ?? DEFAULT_RECONCILE_MINUTES;
  return { everyMinutes, hasSources: row?.has ?? false };
}

export interface ReconciliationRequest {
  readonly shopId: string;
  readonly runId: string;
  /** Null for gaps of every kind. */
  readonly kind: GapKind | null;
  /** The gap after which to begin; null for the first. */
  readonly after: string | null;
}

/** One reconciliation with the gaps that it found; null where the shop has none such. */
export function readReconciliation(
  database: Database,
  request: ReconciliationRequest,
): Promise<ReconciliationView | null> {
  const { shopId, runId, kind, after } = request;
  return database.forShop(shopId, async (sql) => {
    const run = await readRunOf(sql, shopId, runId);
    const [row] = await sql.query<LineRow & Record<string, unknown>>(
      `SELECT ${LINE_COLUMNS} FROM reconciliation_run WHERE shop_id = $1 AND run_id = $2`,
      [shopId, runId],
    );
    if (row === undefined) return null;
    const gaps = await readGaps(sql, request);
    const shown = gaps.slice(0, GAPS_SHOWN);
    const next = gaps.length > GAPS_SHOWN ? (shown.at(-1)?.key ?? null) : null;
    return { ...lineOf(row), run, gaps: shown, kind, next, isFirstPage: after === null };
  });
}

interface GapRow {
  readonly key: string;
  readonly kind: GapKind;
  readonly order_record_id: string | null;
  readonly order_name: string;
  readonly source_name: string | null;
  readonly message_id: string | null;
  readonly event_id: string | null;
  readonly milestone: Milestone | null;
  readonly detail: string | null;
  readonly happened_at: Date | null;
  readonly found_at: Date;
  readonly healed_at: Date | null;
}

async function readGaps(
  sql: Sql,
  { shopId, runId, kind, after }: ReconciliationRequest,
): Promise<readonly GapLine[]> {
  const rows = await sql.query<GapRow & Record<string, unknown>>(
    `SELECT g.key, g.kind, o.id AS order_record_id, coalesce(o.display_name, g.order_name) AS order_name,
       s.name AS source_name, g.message_id, g.event_id, g.milestone, g.detail, g.happened_at, g.found_at, g.healed_at
     FROM reconciliation_gap AS g
     LEFT JOIN order_record AS o ON o.id = g.order_record_id
     LEFT JOIN source AS s ON s.id = g.source_id
     WHERE g.shop_id = $1 AND g.run_id = $2 AND ($3::text IS NULL OR g.kind = $3) AND ($4::text IS NULL OR g.key > $4)
     ORDER BY g.key LIMIT $5`,
    [shopId, runId, kind, after, GAPS_SHOWN + 1],
  );
  return rows.map((row) => ({
    key: row.key,
    kind: row.kind,
    orderRecordId: row.order_record_id,
    orderName: row.order_name,
    sourceName: row.source_name,
    messageId: row.message_id,
    eventId: row.event_id,
    milestone: row.milestone,
    detail: row.detail,
    happenedAt: instantOrNull(row.happened_at),
    foundAt: instantIn(row.found_at),
    healedAt: instantOrNull(row.healed_at),
  }));
}

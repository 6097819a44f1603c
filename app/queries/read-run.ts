import type { Database } from "../adapters/postgres/database.ts";
import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import type { PollSpan } from "../domain/polling/poll-state.ts";
import type { BacktestSummary } from "../domain/run/backtest.ts";
import type { BackfillSummary } from "../domain/run/backfill.ts";
import type { ReplaySummary } from "../domain/run/replay.ts";
import type { ReconciliationReport } from "../domain/reconciliation/report.ts";
import type { RunKind, RunState } from "../domain/run/run.ts";
import type { RunSummary, RunView } from "../screens/runs/view.ts";

export interface RunRow {
  readonly id: string;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly done: number;
  readonly total: number | null;
  readonly summary: unknown;
  /** What a backfill was asked for; null for other kinds. */
  readonly asked: (PollSpan & { readonly isTrial: boolean }) | null;
  readonly problem: string | null;
  readonly started_by: string;
  readonly cancel_asked_at: Date | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly source_id: string | null;
  readonly source_name: string | null;
}

export const RUN_COLUMNS = `r.id, r.kind, r.state, r.done, r.total, r.summary, r.problem, r.started_by,
  CASE r.kind WHEN 'backfill' THEN r.parameters - 'rules' END AS asked,
  r.cancel_asked_at, r.created_at, r.started_at, r.ended_at, s.id AS source_id, s.name AS source_name`;

/** One run and how far it is; null where the shop has none such. */
export async function readRun(
  database: Database,
  { shopId, runId }: { readonly shopId: string; readonly runId: string },
): Promise<RunView | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<RunRow>(
      `SELECT ${RUN_COLUMNS} FROM run AS r LEFT JOIN source AS s ON s.id = r.source_id
       WHERE r.shop_id = $1 AND r.id = $2`,
      [shopId, runId],
    ),
  );
  return row === undefined ? null : runView(row);
}

export function runView(row: RunRow): RunView {
  const { id, state, done, total, problem, started_by: startedBy } = row;
  const { source_id: sourceId, source_name: name } = row;
  return {
    id,
    state,
    done,
    total,
    problem,
    startedBy,
    isCancelling: row.cancel_asked_at !== null && row.ended_at === null,
    source: sourceId === null || name === null ? null : { id: sourceId, name },
    createdAt: instantIn(row.created_at),
    startedAt: instantOrNull(row.started_at),
    endedAt: instantOrNull(row.ended_at),
    summary: summaryOf(row),
  };
}

/** A slice of the kind wrote it. */
function summaryOf({ kind, summary, asked }: RunRow): RunSummary {
  switch (kind) {
    case "backtest":
    case "replay_check":
      return { kind, comparison: summary as BacktestSummary | null };
    case "replay":
      return { kind, replay: summary as ReplaySummary | null };
    case "reconciliation":
      return { kind, report: summary as ReconciliationReport | null };
    case "backfill":
      return { kind, ...askedOf(asked), backfill: backfillSummary(summary) };
  }
}

function askedOf(asked: RunRow["asked"]) {
  if (asked === null) throw new RangeError("a backfill is of a span");
  const { isTrial, from, to } = asked;
  return { isTrial, span: { from, to } };
}

/** One that ended before mails were worked out says nothing of them. */
function backfillSummary(summary: unknown): BackfillSummary | null {
  return summary === null
    ? null
    : { unseen: 0, found: null, ...(summary as Omit<BackfillSummary, "unseen" | "found">) };
}

import type { Instant } from "../../domain/instant.ts";
import type { PollSpan } from "../../domain/polling/poll-state.ts";
import type { BacktestSummary } from "../../domain/run/backtest.ts";
import type { BackfillSummary } from "../../domain/run/backfill.ts";
import type { ReplaySummary } from "../../domain/run/replay.ts";
import type { ReconciliationReport } from "../../domain/reconciliation/report.ts";
import type { RunProgress, RunState } from "../../domain/run/run.ts";

/** What came of a run so far, by its kind; null before its first slice. */
export type RunSummary =
  | { readonly kind: "backtest" | "replay_check"; readonly comparison: BacktestSummary | null }
  | { readonly kind: "replay"; readonly replay: ReplaySummary | null }
  | {
      readonly kind: "backfill";
      readonly isTrial: boolean;
      readonly span: PollSpan;
      readonly backfill: BackfillSummary | null;
    }
  | { readonly kind: "reconciliation"; readonly report: ReconciliationReport | null };

/** One run as people see it. */
export interface RunView extends RunProgress {
  readonly id: string;
  readonly state: RunState;
  /** Asked to stop, and still in its last slice. */
  readonly isCancelling: boolean;
  readonly source: { readonly id: string; readonly name: string } | null;
  readonly startedBy: string;
  readonly createdAt: Instant;
  /** Null while it waits for its turn. */
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Why it failed. */
  readonly problem: string | null;
  readonly summary: RunSummary;
}

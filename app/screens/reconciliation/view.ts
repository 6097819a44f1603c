import type { Instant } from "../../domain/instant.ts";
import type { Milestone } from "../../domain/milestone.ts";
import type { LossFigures } from "../../domain/reconciliation/loss.ts";
import type { GapKind, ReconciliationReport } from "../../domain/reconciliation/report.ts";
import type { RunView } from "../runs/view.ts";

export const LOSS_SPANS = ["day", "week", "month"] as const;

/** The last 24 hours, 7 days or 30 days. */
export type LossSpan = (typeof LOSS_SPANS)[number];

/** How many changes polling told first: by hour (by day in a month), and by what changed. */
export interface LossView {
  readonly span: LossSpan;
  /** Oldest first; the last one is not over. */
  readonly times: readonly (LossFigures & { readonly at: Instant })[];
  readonly milestones: readonly (LossFigures & { readonly milestone: Milestone })[];
  /** Empty where it is of one source. */
  readonly sources: readonly (LossFigures & {
    readonly sourceId: string;
    readonly name: string;
  })[];
}

/** One reconciliation in the history. */
export interface ReconciliationLine {
  readonly runId: string;
  readonly startedAt: Instant;
  /** Null while it is under way, or where it was stopped. */
  readonly endedAt: Instant | null;
  readonly isByTheClock: boolean;
  readonly report: ReconciliationReport;
}

export interface ReconciliationsView {
  /** Newest first. */
  readonly runs: readonly ReconciliationLine[];
  /** The run under way; null where none is. */
  readonly running: RunView | null;
  /** Minutes between two; 0 is never by the clock. */
  readonly everyMinutes: number;
  readonly hasSources: boolean;
  readonly loss: LossView;
}

/** One thing that a reconciliation found. */
export interface GapLine {
  readonly key: string;
  readonly kind: GapKind;
  readonly orderRecordId: string | null;
  readonly orderName: string;
  readonly sourceName: string | null;
  readonly messageId: string | null;
  readonly eventId: string | null;
  readonly milestone: Milestone | null;
  readonly detail: string | null;
  readonly happenedAt: Instant | null;
  readonly foundAt: Instant;
  readonly healedAt: Instant | null;
}

export interface ReconciliationView extends ReconciliationLine {
  /** Null once the run itself is forgotten. */
  readonly run: RunView | null;
  readonly gaps: readonly GapLine[];
  readonly kind: GapKind | null;
  /** Where the next gaps begin; null at the end. */
  readonly next: string | null;
  readonly isFirstPage: boolean;
}

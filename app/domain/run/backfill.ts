import type { SideRules } from "../backtest/side.ts";
import { type Instant, plusSeconds } from "../instant.ts";
import type { PollSpan } from "../polling/poll-state.ts";
import type { BacktestSummary } from "./backtest.ts";
import type { ReplayParameters } from "./replay.ts";

/** A span of the past that a source is asked for again. */
interface BackfillSpan extends PollSpan {
  /** From when a record counts that says nothing of when it happened: see `learntBy`. */
  readonly learntBy: Instant;
}

/** Counts what would be recorded, and works out what that would change and whom it would mail. */
export interface BackfillTrial extends BackfillSpan {
  readonly isTrial: true;
  readonly rules: SideRules;
  /** The moment at which it is judged whether a customer may be told. */
  readonly now: Instant;
}

/** Records what is new. */
export interface RealBackfill extends BackfillSpan, ReplayParameters {
  readonly isTrial: false;
}

export type BackfillParameters = BackfillTrial | RealBackfill;

/** What came of a backfill so far. */
export interface BackfillSummary {
  readonly isTrial: boolean;
  readonly read: number;
  /** Records with news: recorded as messages, or, in a trial, what would be. */
  readonly fresh: number;
  readonly requests: number;
  /** Fresh records that a trial did not look into, because there were too many. */
  readonly unseen: number;
  /** What a trial found in those that it looked into; null where it was no trial. */
  readonly found: BackfillFindings | null;
}

export type BackfillFindings = Pick<BacktestSummary, "orders" | "differences" | "mails">;

/** The longest span of one backfill. */
export const MOST_BACKFILL_DAYS = 366;

/**
 * From when a record of the span counts that carries no time of its own. What
 * the span holds changed in it, and before the backfill was begun: it is no
 * news of today to the customer only because it is read today.
 */
export function learntBy({ to }: PollSpan, begunAt: Instant): Instant {
  const justBefore = plusSeconds(begunAt, -1);
  return to < justBefore ? to : justBefore;
}

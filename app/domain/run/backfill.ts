import type { Instant } from "../instant.ts";

/** A span of the past that a source is asked for again. */
export interface BackfillParameters {
  readonly from: Instant;
  readonly to: Instant;
  /** Only counts what it would record. */
  readonly isTrial: boolean;
}

/** What came of a backfill so far. */
export interface BackfillSummary {
  readonly isTrial: boolean;
  readonly read: number;
  /** Records with news: recorded as messages, or, in a trial, what would be. */
  readonly fresh: number;
  readonly requests: number;
}

/** The longest span of one backfill. */
export const MOST_BACKFILL_DAYS = 366;

import { epochOf, type Instant, plusSeconds } from "../instant.ts";

/** How much waited its turn at one moment, and how much came in the minute before. */
export interface BacklogSample {
  readonly at: Instant;
  readonly waiting: number;
  readonly received: number;
}

/** Where the messages that wait their turn are heading. */
export type BacklogForecast =
  /** They are worked off then; null where that takes longer than a day. */
  | { readonly kind: "falls"; readonly waiting: number; readonly emptyAt: Instant | null }
  /** From then on a message takes longer than is tolerable; null where that is not within a day. */
  | {
      readonly kind: "grows";
      readonly waiting: number;
      readonly lateAt: Instant | null;
      readonly tolerableSeconds: number;
    }
  /** They grow, and a message takes longer than is tolerable already. */
  | { readonly kind: "late"; readonly waiting: number; readonly tolerableSeconds: number }
  /** As many come as go; a message takes so long. */
  | { readonly kind: "steady"; readonly waiting: number; readonly seconds: number };

export interface ForecastTerms {
  readonly now: Instant;
  /** How long a message may take from being received to being dealt with. */
  readonly tolerableSeconds: number;
}

/** Samples older than this say nothing of the pace of now. */
export const BACKLOG_WINDOW_SECONDS = 900;
/** Fewer samples, one a minute, are no trend. */
const LEAST_SAMPLES = 8;
/** Without one so young nobody samples any more. */
const FRESH_SECONDS = 180;
/** Of any two samples the later one is the higher (the lower) in so many cases, or there is no trend. */
const CLEAR_SHARE = 0.9;
/** What changes by no more of itself in the window stands. */
const STEADY_SHARE = 0.1;
/** A wait as short as this is no bottleneck. */
const WORTH_SAYING_SECONDS = 120;
/** A quarter of an hour says nothing of what comes after a day. */
const HORIZON_SECONDS = 86_400;

/**
 * What becomes of the backlog at the pace of the last quarter of an hour. Null
 * where nothing waits that is worth a word, and where the samples are too few,
 * too old or too uneven to tell.
 *
 * The pace is the median of the slopes between any two samples, so that a
 * single odd minute moves nothing.
 */
export function forecastBacklog(
  samples: readonly BacklogSample[],
  terms: ForecastTerms,
): BacklogForecast | null {
  const from = plusSeconds(terms.now, -BACKLOG_WINDOW_SECONDS);
  const window = samples
    .filter(({ at }) => at >= from && at <= terms.now)
    .sort((one, other) => epochOf(one.at) - epochOf(other.at));
  const last = window.at(-1);
  if (last === undefined || window.length < LEAST_SAMPLES || last.waiting === 0) return null;
  if (plusSeconds(last.at, FRESH_SECONDS) < terms.now) return null;
  const slopes = slopesOf(window);
  const pace: Pace = {
    last,
    perSecond: median(slopes),
    arrivalsPerSecond: window.reduce((sum, { received }) => sum + received, 0) / window.length / 60,
  };
  if (shareOf(slopes, (slope) => slope < 0) >= CLEAR_SHARE) return falling(pace, terms);
  if (shareOf(slopes, (slope) => slope > 0) >= CLEAR_SHARE) return growing(pace, terms);
  return isSteady(window) ? standing(pace) : null;
}

interface Pace {
  readonly last: BacklogSample;
  /** By how much the backlog grows; below zero it falls. */
  readonly perSecond: number;
  readonly arrivalsPerSecond: number;
}

function falling({ last, perSecond }: Pace, { now }: ForecastTerms): BacklogForecast | null {
  const { waiting } = last;
  const seconds = waiting / -perSecond;
  const emptyAt = plusSeconds(last.at, Math.min(seconds, HORIZON_SECONDS));
  if (emptyAt < plusSeconds(now, WORTH_SAYING_SECONDS)) return null;
  return { kind: "falls", waiting, emptyAt: seconds > HORIZON_SECONDS ? null : emptyAt };
}

/** A message that comes last waits until all before it are through, at the rate at which they get through. */
function growing(pace: Pace, { tolerableSeconds }: ForecastTerms): BacklogForecast | null {
  const { last, perSecond } = pace;
  const { waiting } = last;
  const throughPerSecond = throughputOf(pace);
  const seconds = (tolerableSeconds * throughPerSecond - waiting) / perSecond;
  if (seconds <= 0) return { kind: "late", waiting, tolerableSeconds };
  if (seconds <= HORIZON_SECONDS) {
    return { kind: "grows", waiting, lateAt: plusSeconds(last.at, seconds), tolerableSeconds };
  }
  const isShort = waiting / throughPerSecond < WORTH_SAYING_SECONDS;
  return isShort ? null : { kind: "grows", waiting, lateAt: null, tolerableSeconds };
}

/** What stands while nothing gets through waits for something else than its turn. */
function standing(pace: Pace): BacklogForecast | null {
  const { waiting } = pace.last;
  const throughPerSecond = throughputOf(pace);
  if (throughPerSecond === 0) return null;
  const seconds = Math.round(waiting / throughPerSecond);
  return seconds < WORTH_SAYING_SECONDS ? null : { kind: "steady", waiting, seconds };
}

/** What came and does not wait any more got through. */
function throughputOf({ arrivalsPerSecond, perSecond }: Pace): number {
  return Math.max(0, arrivalsPerSecond - perSecond);
}

function slopesOf(window: readonly BacklogSample[]): readonly number[] {
  return window.flatMap((one, index) =>
    window.slice(index + 1).flatMap((later) => {
      const seconds = (epochOf(later.at) - epochOf(one.at)) / 1000;
      return seconds === 0 ? [] : [(later.waiting - one.waiting) / seconds];
    }),
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted[middle] ?? 0;
}

function shareOf(slopes: readonly number[], is: (slope: number) => boolean): number {
  return slopes.length === 0 ? 0 : slopes.filter(is).length / slopes.length;
}

function isSteady(window: readonly BacklogSample[]): boolean {
  const counts = window.map(({ waiting }) => waiting);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return most - least <= STEADY_SHARE * most;
}

import { epochOf, type Instant, instantOf } from "../instant.ts";
import { addLatencies, type LatencyCounts } from "./latency.ts";

/** What may have become of a message; `healed` are those of `applied` that polling brought. */
export const HOUR_KINDS = ["received", "applied", "healed", "unchanged", "open", "failed"] as const;

export type HourKind = (typeof HOUR_KINDS)[number];

/** One kind of one hour, of one source or of several together. */
export interface HourCount {
  readonly hour: Instant;
  readonly kind: HourKind;
  readonly count: number;
  /** Of `applied` alone. */
  readonly latencies: LatencyCounts;
}

/** What became of the messages that came in one hour: `received` is all of them. */
export interface HourFigures extends Readonly<Record<HourKind, number>> {
  readonly hour: Instant;
  /** From being received to Shopify showing it, of the applied ones. */
  readonly latencies: LatencyCounts;
}

const HOUR_MILLISECONDS = 3_600_000;

/** The beginning of the hour that an instant lies in, in UTC. */
export function hourOf(instant: Instant): Instant {
  return instantOf(Math.floor(epochOf(instant) / HOUR_MILLISECONDS) * HOUR_MILLISECONDS);
}

/** Every hour from `first` to `last`, the quiet ones too. */
export function hoursBetween(first: Instant, last: Instant): readonly Instant[] {
  const count = Math.round((epochOf(last) - epochOf(first)) / HOUR_MILLISECONDS) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    instantOf(epochOf(first) + index * HOUR_MILLISECONDS),
  );
}

/** The counts as one row an hour. */
export function hourFigures(
  hours: readonly Instant[],
  counts: readonly HourCount[],
): readonly HourFigures[] {
  const byHour = Map.groupBy(counts, ({ hour }) => hour);
  return hours.map((hour) => (byHour.get(hour) ?? []).reduce(add, emptyHour(hour)));
}

function emptyHour(hour: Instant): HourFigures {
  return {
    hour,
    received: 0,
    applied: 0,
    healed: 0,
    unchanged: 0,
    open: 0,
    failed: 0,
    latencies: [],
  };
}

function add(figures: HourFigures, { kind, count, latencies }: HourCount): HourFigures {
  return {
    ...figures,
    [kind]: figures[kind] + count,
    latencies:
      latencies.length === 0 ? figures.latencies : addLatencies(figures.latencies, latencies),
  };
}

/** All hours together; the time is the first one's. */
export function sumOfHours(hours: readonly HourFigures[], from: Instant): HourFigures {
  return hours.reduce(
    (sum, hour) => ({
      hour: sum.hour,
      received: sum.received + hour.received,
      applied: sum.applied + hour.applied,
      healed: sum.healed + hour.healed,
      unchanged: sum.unchanged + hour.unchanged,
      open: sum.open + hour.open,
      failed: sum.failed + hour.failed,
      latencies: addLatencies(sum.latencies, hour.latencies),
    }),
    emptyHour(from),
  );
}

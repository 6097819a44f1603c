import type { Chance } from "../simulation/chance.ts";

const HOUR = 3_600_000;
const FINENESS = 1_000_000;

/** Orders placed by hour of the day, in UTC, against an even day. */
const DAY_SHAPE = [
  0.3, 0.2, 0.15, 0.15, 0.2, 0.4, 0.7, 1, 1.2, 1.3, 1.3, 1.3, 1.4, 1.3, 1.2, 1.2, 1.3, 1.5, 1.8, 2,
  1.9, 1.5, 1, 0.6,
];

/** An exponential gap of this mean, in the mean's unit. */
export function gap(chance: Chance, mean: number): number {
  return -Math.log((chance.int(FINENESS) + 1) / FINENESS) * mean;
}

/**
 * When each order was placed, oldest first: a Poisson process from `from` to
 * `to` (milliseconds since 1970) that is busier in the evening than at night.
 */
export function placedTimes(
  chance: Chance,
  { from, to, count }: { readonly from: number; readonly to: number; readonly count: number },
): Float64Array {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let at = 0; at < count; at += 1) sums[at] = sum += gap(chance, 1);
  const total = sum + gap(chance, 1);
  const hours = hourWeights(from, to);
  const whole = hours.at(-1)?.until ?? 1;
  let hour = 0;
  return sums.map((each) => {
    const place = (each / total) * whole;
    while ((hours[hour]?.until ?? Infinity) < place) hour += 1;
    return placeIn(hours, hour, place);
  });
}

interface HourWeight {
  readonly at: number;
  readonly length: number;
  /** The weight of all hours up to the end of this one. */
  readonly until: number;
}

function hourWeights(from: number, to: number): readonly HourWeight[] {
  const hours: HourWeight[] = [];
  let until = 0;
  for (let at = from; at < to; at += HOUR) {
    const length = Math.min(HOUR, to - at);
    until += ((DAY_SHAPE[new Date(at).getUTCHours()] ?? 1) * length) / HOUR;
    hours.push({ at, length, until });
  }
  return hours;
}

function placeIn(hours: readonly HourWeight[], index: number, place: number): number {
  const hour = hours[index];
  if (hour === undefined) return 0;
  const before = hours[index - 1]?.until ?? 0;
  return Math.floor(hour.at + (hour.length * (place - before)) / (hour.until - before));
}

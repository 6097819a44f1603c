/**
 * A moment, as an ISO 8601 text in UTC with `Z` and milliseconds
 * (`2026-11-21T02:36:00.000Z`), so that text order is time order.
 */
export type Instant = string & { readonly __instant: unique symbol };

const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Milliseconds since 1970, as an Instant. Throws a RangeError outside the years 0 to 9999. */
export function instantOf(epochMilliseconds: number): Instant {
  const text = new Date(epochMilliseconds).toISOString();
  if (!CANONICAL.test(text)) throw new RangeError(`not an instant: ${String(epochMilliseconds)}`);
  return text as Instant;
}

/** Reads any ISO 8601 text that carries a zone; null where it is no such text. */
export function parseInstant(text: string): Instant | null {
  if (!/(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) return null;
  const epoch = Date.parse(text);
  return Number.isNaN(epoch) ? null : instantOf(epoch);
}

let last = { text: "", epoch: NaN };
let lastButOne = last;

/** Milliseconds since 1970. One or two instants (now, and when something was signed) are asked for many times in a row. */
export function epochOf(instant: Instant): number {
  if (instant === last.text) return last.epoch;
  const found =
    instant === lastButOne.text ? lastButOne : { text: instant, epoch: Date.parse(instant) };
  lastButOne = last;
  last = found;
  return found.epoch;
}

/** The instant so many seconds later (earlier where negative). */
export function plusSeconds(instant: Instant, seconds: number): Instant {
  return instantOf(epochOf(instant) + seconds * 1000);
}

/** A time of the calendar, without a zone. */
export interface LocalTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const OFFSET = /^([+-])(\d\d):?(\d\d)$/;
const formatters = new Map<string, Intl.DateTimeFormat>();

export function isZone(zone: string): boolean {
  if (OFFSET.test(zone)) return Math.abs(offsetMinutes(zone) ?? 9999) <= 14 * 60;
  try {
    return formatterFor(zone).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Minutes east of UTC of `Z`, `+02:00` or `+0200`; null for anything else. */
export function offsetMinutes(text: string): number | null {
  if (text.toUpperCase() === "Z") return 0;
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * Milliseconds since 1970 of a local time.
 *
 * An hour that the clocks skip is read as if they had not; of an hour that
 * occurs twice the first one is meant.
 */
export function epochInZone(time: LocalTime, zone: string): number {
  const local = localEpoch(time);
  const fixed = offsetMinutes(zone);
  if (fixed !== null) return local - fixed * 60_000;
  const before = offsetAt(local - 86_400_000, zone);
  const after = offsetAt(local + 86_400_000, zone);
  if (before === after) return local - before;
  const early = local - before;
  return offsetAt(early, zone) === before ? early : settle(local, { before, after, zone });
}

function settle(
  local: number,
  { before, after, zone }: { before: number; after: number; zone: string },
) {
  const late = local - after;
  return offsetAt(late, zone) === after ? late : local - before;
}

/** The epoch that the local time would have in UTC. */
export function localEpoch(time: LocalTime): number {
  const { year, month, day, hour, minute, second, millisecond } = time;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

/** Clocks change at full quarters of an hour. */
const QUARTER = 15 * 60_000;
const MAX_KNOWN = 5_000;
const known = new Map<string, number>();

/** Milliseconds that the zone is ahead of UTC at a moment. */
export function offsetAt(epoch: number, zone: string): number {
  const key = `${zone} ${String(Math.floor(epoch / QUARTER))}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MAX_KNOWN) known.clear();
  const offset = computeOffset(epoch, zone);
  known.set(key, offset);
  return offset;
}

function computeOffset(epoch: number, zone: string): number {
  const parts = new Map(
    formatterFor(zone)
      .formatToParts(epoch)
      .map(({ type, value }) => [type, value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const local = localEpoch({
    year: number("year"),
    month: number("month"),
    day: number("day"),
    hour: number("hour") % 24,
    minute: number("minute"),
    second: number("second"),
    millisecond: 0,
  });
  return local - Math.floor(epoch / 1000) * 1000;
}

function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(zone, formatter);
  return formatter;
}

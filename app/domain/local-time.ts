import { epochOf, type Instant, instantOf, plusSeconds } from "./instant.ts";
import { epochInZone, offsetAt } from "./mapping/language/zone.ts";

/** A minute on the wall clock without its zone, as a form's field writes it: `2026-11-21T14:05`. */
const LOCAL_MINUTE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;

export function isLocalMinute(text: string): boolean {
  const [, year, month, day, hour, minute] = LOCAL_MINUTE.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay && (hour ?? 24) < 24 && (minute ?? 60) < 60;
}

/** When the minute begins in a zone with an IANA name; null for what is no such text. */
export function startOfMinute(text: string, timeZone: string): Instant | null {
  if (!isLocalMinute(text)) return null;
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0] =
    LOCAL_MINUTE.exec(text)?.map(Number) ?? [];
  const time = { year, month, day, hour, minute, second: 0, millisecond: 0 };
  return instantOf(epochInZone(time, timeZone));
}

/** When the minute is over. */
export function endOfMinute(text: string, timeZone: string): Instant | null {
  const start = startOfMinute(text, timeZone);
  return start === null ? null : plusSeconds(start, 60);
}

/** The minute on a zone's wall clocks at a moment, as a form's field writes it. */
export function localMinuteOf(instant: Instant, timeZone: string): string {
  const epoch = epochOf(instant);
  return instantOf(epoch + offsetAt(epoch, timeZone)).slice(0, 16);
}

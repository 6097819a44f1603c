import { epochOf, type Instant } from "../../domain/instant.ts";

export interface TimeStyle {
  readonly language: string;
  readonly timeZone: string;
}

/** `21 Nov 2026, 03:07:26` in the shop's zone. Hours go to 23, so that server and browser write the same. */
export function formatTime(instant: Instant, { language, timeZone }: TimeStyle): string {
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    timeZone,
    dateStyle: "medium",
    timeStyle: "medium",
    hourCycle: "h23",
  });
  return format.format(epochOf(instant));
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** `3 seconds ago`, `in 2 minutes`, `yesterday`. */
export function formatAgo(instant: Instant, now: Instant, language: string): string {
  const seconds = Math.round((epochOf(instant) - epochOf(now)) / 1000);
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(seconds, "second");
}

const LENGTHS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** How long: `0.4 sec`, `12 sec`, `3.5 min`, `2 hr`, with at most two digits that count below ten. */
export function formatSeconds(seconds: number, language: string): string {
  const [unit, length] = LENGTHS.find(([, least]) => seconds >= least) ?? ["second", 1];
  const value = seconds / length;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

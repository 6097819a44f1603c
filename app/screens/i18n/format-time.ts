import { epochOf, type Instant } from "../../domain/instant.ts";

export interface TimeStyle {
  readonly language: string;
  readonly timeZone: string;
}

/** `21 Nov 2026, 03:07:26` in the shop's zone. Hours go to 23, so that server and browser write the same. */
export function formatTime(instant: Instant, { language, timeZone }: TimeStyle): string {
  return times(language, timeZone).format(epochOf(instant));
}

/** Making a format takes as long as using it a hundred times, and a list writes a hundred times. */
const times = kept(
  (language, timeZone) =>
    new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      timeZone,
      dateStyle: "medium",
      timeStyle: "medium",
      hourCycle: "h23",
    }),
);
const distances = kept((language) => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));

/** Makes each thing once; there are as many as languages and zones of shops. */
function kept<T>(
  make: (language: string, timeZone: string) => T,
): (language: string, timeZone?: string) => T {
  const made = new Map<string, T>();
  return (language, timeZone = "") => {
    const key = `${language} ${timeZone}`;
    const known = made.get(key) ?? make(language, timeZone);
    made.set(key, known);
    return known;
  };
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** `3 seconds ago`, `in 2 minutes`, `yesterday`. */
export function formatAgo(instant: Instant, now: Instant, language: string): string {
  const seconds = Math.round((epochOf(instant) - epochOf(now)) / 1000);
  const format = distances(language);
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

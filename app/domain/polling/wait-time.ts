import { epochOf } from "../instant.ts";
import type { Instant } from "../instant.ts";
import { headerOf, sourceClock } from "./answer.ts";
import type { SourcePage } from "./answer.ts";
import type { Limits, WaitHeader } from "./definition/limits-schema.ts";

/** Longer waits are no limits but outages, and asked again about. */
const LONGEST_SECONDS = 6 * 3_600;
/** Where a source says to wait and not how long. */
const DEFAULT_SECONDS = 30;

const RETRY_AFTER: readonly WaitHeader[] = [
  { header: "retry-after", unit: "seconds" },
  { header: "retry-after", unit: "http_date" },
];

/** Seconds to wait before the next request: 0 for none. */
export function waitSeconds(page: SourcePage, limits: Limits | undefined, now: Instant): number {
  const mustWait =
    page.status === 429 || (page.status === 503 && headerOf(page, "retry-after") !== null);
  if (!mustWait && !isUsedUp(page, limits)) return 0;
  const clock = sourceClock(page) ?? now;
  for (const rule of [...(limits?.waitHeaders ?? []), ...RETRY_AFTER]) {
    const seconds = secondsOf(headerOf(page, rule.header), rule.unit, clock);
    if (seconds !== null) return Math.min(Math.max(seconds, 1), LONGEST_SECONDS);
  }
  return DEFAULT_SECONDS;
}

function isUsedUp(page: SourcePage, limits: Limits | undefined): boolean {
  const { remaining } = limits ?? {};
  const left = remaining === undefined ? null : headerOf(page, remaining.header);
  return left !== null && /^\d+$/.test(left.trim()) && Number(left) <= (remaining?.keep ?? 0);
}

/** Moments are taken against the source's own clock, which may be far from ours. */
function secondsOf(text: string | null, unit: WaitHeader["unit"], clock: Instant): number | null {
  if (text === null) return null;
  const figure = /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : null;
  switch (unit) {
    case "seconds":
      return figure;
    case "milliseconds":
      return figure === null ? null : figure / 1000;
    case "unix_seconds":
      return figure === null ? null : figure - epochOf(clock) / 1000;
    case "unix_milliseconds":
      return figure === null ? null : (figure - epochOf(clock)) / 1000;
    case "http_date": {
      const epoch = figure === null ? Date.parse(text) : Number.NaN;
      return Number.isNaN(epoch) ? null : (epoch - epochOf(clock)) / 1000;
    }
  }
}

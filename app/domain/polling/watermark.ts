import { epochOf, instantOf, plusSeconds } from "../instant.ts";
import type { Instant } from "../instant.ts";
import type { TimeWatermark, Watermark } from "./definition/watermark-schema.ts";
import { formatMoment } from "./moment-text.ts";
import type { SourceMoment } from "./poll-state.ts";

const DEFAULT_OVERLAP_SECONDS = 120;
const DEFAULT_OVERLAP_IDS = 100;
/** How far apart two clocks may be that nobody compared. */
const CLOCK_ALLOWANCE_SECONDS = 900;

/** Where a poll begins whose watermark is this one; instants and ids alike. */
export function sinceOf(watermark: Watermark, mark: string | null): string | null {
  switch (watermark.kind) {
    case "none":
      return null;
    case "growing_id":
      return mark === null ? (watermark.start ?? "0") : idBefore(mark, watermark.overlapIds);
    case "updated_since":
    case "window":
      return mark === null ? instantOf(0) : plusSeconds(mark as Instant, -overlapOf(watermark)); // marks of such feeds are instants
  }
}

function overlapOf({ overlapSeconds, granularitySeconds = 1 }: TimeWatermark): number {
  return Math.max(overlapSeconds ?? DEFAULT_OVERLAP_SECONDS, granularitySeconds);
}

function idBefore(id: string, overlap = DEFAULT_OVERLAP_IDS): string {
  if (!/^\d{1,40}$/.test(id)) return id;
  const before = BigInt(id) - BigInt(overlap);
  return before < 0n ? "0" : before.toString();
}

/** Where an ascending list goes on: a little before the greatest time seen, as the source compares. */
export function sinceAfter(watermark: Watermark, greatest: string): string {
  return watermark.kind === "updated_since"
    ? plusSeconds(greatest as Instant, -(watermark.granularitySeconds ?? 1)) // ranks of this kind are instants
    : greatest;
}

/** How the request says it. */
export function sinceText(watermark: Watermark, since: string | null): string | null {
  if (since === null) return null;
  return watermark.kind === "updated_since" || watermark.kind === "window"
    ? formatMoment(since as Instant, watermark) // marks of such feeds are instants
    : since;
}

/** The later of two times, the greater of two ids. */
export function greaterOf(watermark: Watermark, a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  if (watermark.kind !== "growing_id") return a < b ? b : a;
  const areNumbers = /^\d{1,40}$/.test(a) && /^\d{1,40}$/.test(b);
  const isLess = areNumbers ? BigInt(a) < BigInt(b) : a < b;
  return isLess ? b : a;
}

/** A moment up to which the source had told everything when the reading began. */
export function toldUntil({ at, isSources }: SourceMoment): Instant {
  return isSources ? at : plusSeconds(at, -CLOCK_ALLOWANCE_SECONDS);
}

/** The end of a window, which never lies before its start. */
export function windowEnd(
  { maximumHours }: Extract<Watermark, { kind: "window" }>,
  since: Instant,
  now: Instant,
): Instant {
  const longest = epochOf(since) + maximumHours * 3_600_000;
  const latest = epochOf(now) + CLOCK_ALLOWANCE_SECONDS * 1000;
  return instantOf(Math.max(Math.min(longest, latest), epochOf(since)));
}

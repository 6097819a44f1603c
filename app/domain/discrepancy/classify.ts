import { secondsBetween } from "../diagnosis/subject.ts";
import type { Instant } from "../instant.ts";
import { PATTERN_ORDERS } from "./signals.ts";

export const PATTERNS = ["delay", "glitch", "structural"] as const;
/** `delay` came through within the hour, `glitch` is a single case, `structural` repeats. */
export type Pattern = (typeof PATTERNS)[number];

/** What comes within an hour was delayed; what does not was lost. */
export const LOST_SECONDS = 3600;

export interface CaseTimes {
  readonly since: Instant;
  readonly healedAt: Instant | null;
  readonly now: Instant;
}

/** Whether the update is lost, or only late. */
export function lossOf({ since, healedAt, now }: CaseTimes): "delayed" | "lost" {
  return secondsBetween(since, healedAt ?? now) > LOST_SECONDS ? "lost" : "delayed";
}

/** Of one case beside the orders with the same cause, itself among them. */
export function patternOf(times: CaseTimes, ordersWithCause: number): Pattern {
  if (ordersWithCause >= PATTERN_ORDERS) return "structural";
  return lossOf(times) === "delayed" ? "delay" : "glitch";
}

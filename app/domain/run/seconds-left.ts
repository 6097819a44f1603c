import { epochOf, type Instant } from "../instant.ts";
import type { RunProgress } from "./run.ts";

/** Before this much is done a guess would jump about. */
const LEAST_DONE = 0.02;

/** Seconds that a run still takes if it goes on as it went; null where too little is known. */
export function secondsLeft(
  { done, total }: RunProgress,
  startedAt: Instant | null,
  now: Instant,
): number | null {
  if (startedAt === null || total === null || total === 0) return null;
  if (done / total < LEAST_DONE) return null;
  const elapsed = Math.max(0, epochOf(now) - epochOf(startedAt)) / 1000;
  return Math.ceil((elapsed / done) * Math.max(0, total - done));
}

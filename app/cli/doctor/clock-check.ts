import { type Check, checksOf } from "./check.ts";

/** Answers carry whole seconds, and take their time. */
const UNSURE_SECONDS = 2;
/** Half of what signed timestamps usually may differ. */
const MUCH_SECONDS = 150;

/** How far another clock is off ours, by so many seconds (positive: ahead). */
export function clockCheck(area: string, offsetSeconds: number): Check {
  const { ok, warn, fail } = checksOf(area);
  const seconds = Math.abs(offsetSeconds);
  if (seconds <= UNSURE_SECONDS) return ok("clock", `differs by ${seconds.toFixed(1)} s`);
  const seen = `is ${seconds.toFixed(0)} s ${offsetSeconds > 0 ? "ahead of" : "behind"} this machine's`;
  const todo = "Set both clocks by NTP: signed timestamps and leases depend on them.";
  return seconds > MUCH_SECONDS ? fail("clock", seen, todo) : warn("clock", seen, todo);
}

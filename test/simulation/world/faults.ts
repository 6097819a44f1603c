import type { Chance } from "../chance.ts";

/** What may happen to one call to Shopify. */
export const FAULTS = [
  "throttled",
  "refused_connection",
  "error_before_commit",
  "error_after_commit",
  "timeout_after_commit",
  "late_commit",
  "unauthorized",
] as const;

export type Fault = (typeof FAULTS)[number];

/** None, or one of them with the history's own probability. */
export function faultOf(chance: Chance, probability: number): Fault | null {
  return chance.bool(probability) ? chance.pick(FAULTS) : null;
}

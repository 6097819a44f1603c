import { MILESTONES } from "../milestone.ts";
import type { MilestoneFacts, Milestones } from "./order-record.ts";
import { newer, older } from "./stamp.ts";

/** All that several tellers claim, milestone by milestone. */
export function mergeMilestones(several: readonly Milestones[]): Milestones {
  const merged: Partial<Record<(typeof MILESTONES)[number], MilestoneFacts>> = {};
  for (const milestone of MILESTONES) {
    for (const milestones of several) {
      const facts = milestones[milestone];
      if (facts !== undefined) merged[milestone] = merge(merged[milestone], facts);
    }
  }
  return merged;
}

function merge(a: MilestoneFacts | undefined, b: MilestoneFacts): MilestoneFacts {
  return { first: older(a?.first ?? null, b.first), last: newer(a?.last ?? null, b.last) };
}

import { milestoneRank, MILESTONES, type Milestone } from "../milestone.ts";
import type { MilestoneFacts, Milestones } from "./order-record.ts";
import { compareStamps } from "./stamp.ts";

/**
 * Where an order or a shipment stands, of all that was ever claimed.
 *
 * A cancellation stands until a person decides otherwise. Once goods move, the
 * furthest milestone counts, whatever is repeated later; before that, the
 * newest claim counts, because an order may go back from hold to processing.
 */
export function currentMilestone(milestones: Milestones): Milestone | null {
  if (milestones.cancelled) return "cancelled";
  const known = MILESTONES.filter((milestone) => milestones[milestone] !== undefined);
  const furthest = known.at(-1);
  if (furthest === undefined || hasLeft(furthest)) return furthest ?? null;
  return known.reduce((a, b) => (isNewer(milestones[b], milestones[a]) ? b : a));
}

/** Whether the goods are said to move again after their cancellation: only a person can tell which is true. */
export function contradictsCancellation(milestones: Milestones): boolean {
  const { cancelled } = milestones;
  if (!cancelled) return false;
  return MILESTONES.filter(moves).some((milestone) => isNewer(milestones[milestone], cancelled));
}

/** Whether it is said what left: news of the road alone does not say it. */
export function hasShipped(milestones: Milestones): boolean {
  return milestones.shipped !== undefined || milestones.picked_up !== undefined;
}

/** True from `shipped` on. */
export function hasLeft(milestone: Milestone): boolean {
  return milestoneRank(milestone) >= milestoneRank("shipped");
}

function moves(milestone: Milestone): boolean {
  return hasLeft(milestone) && milestone !== "cancelled" && milestone !== "returned";
}

function isNewer(a: MilestoneFacts | undefined, b: MilestoneFacts | undefined): boolean {
  if (a === undefined) return false;
  return b === undefined || compareStamps(a.last.stamp, b.last.stamp) > 0;
}

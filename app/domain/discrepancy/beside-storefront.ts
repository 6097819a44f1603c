import type { Milestone } from "../milestone.ts";
import { hasLeft } from "../order-record/current-milestone.ts";
import { isLive } from "../storefront/fulfillments.ts";
import type { StorefrontOrder } from "../storefront/storefront-order.ts";

/**
 * How a system stands beside the storefront: `ahead` says that goods have left
 * (or that the order is cancelled) which the customer does not see yet,
 * `behind` the other way round.
 */
export type BesideStorefront = "same" | "ahead" | "behind";

/** Compares by what the customer sees: cancelled, under way or neither. */
export function besideStorefront(milestone: Milestone, order: StorefrontOrder): BesideStorefront {
  const [says, shows] = [stageOf(milestone), shownStage(order)];
  if (says === shows) return "same";
  return says > shows ? "ahead" : "behind";
}

function stageOf(milestone: Milestone): number {
  if (milestone === "cancelled") return 2;
  return hasLeft(milestone) ? 1 : 0;
}

function shownStage({ cancelledAt, fulfillments }: StorefrontOrder): number {
  if (cancelledAt !== null) return 2;
  return fulfillments.some(isLive) ? 1 : 0;
}

/**
 * Our source-neutral status of an order or of one of its shipments.
 *
 * The order of this list is the order of a normal life: of two claims at the
 * same moment the later one in this list is the newer.
 */
export const MILESTONES = [
  "received",
  "processing",
  "on_hold",
  "ready_for_pickup",
  "shipped",
  "in_transit",
  "out_for_delivery",
  "delivery_attempted",
  "delivery_failed",
  "delivered",
  "picked_up",
  "cancelled",
  "returned",
] as const;

export type Milestone = (typeof MILESTONES)[number];

/** Position in a normal life, from 0. */
export function milestoneRank(milestone: Milestone): number {
  return MILESTONES.indexOf(milestone);
}

/** The milestones of a package on its way; each becomes a delivery event in Shopify. */
export const DELIVERY_MILESTONES = [
  "in_transit",
  "out_for_delivery",
  "delivery_attempted",
  "delivery_failed",
  "delivered",
] as const satisfies readonly Milestone[];

export type DeliveryMilestone = (typeof DELIVERY_MILESTONES)[number];

export function isDeliveryMilestone(milestone: Milestone): milestone is DeliveryMilestone {
  return (DELIVERY_MILESTONES as readonly Milestone[]).includes(milestone);
}

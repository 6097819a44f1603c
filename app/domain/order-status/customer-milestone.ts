import type { Milestone } from "../milestone.ts";

/** Why goods are held is between the merchant and the systems: a customer sees the order in work. */
export type CustomerMilestone = Exclude<Milestone, "on_hold">;

/** The milestones that a customer may see, in the order of a normal life. */
export const CUSTOMER_MILESTONES = [
  "received",
  "processing",
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
] as const satisfies readonly CustomerMilestone[];

export function forCustomer(milestone: Milestone): CustomerMilestone {
  return milestone === "on_hold" ? "processing" : milestone;
}

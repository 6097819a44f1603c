import { isDeliveryMilestone, type Milestone } from "../domain/milestone.ts";
import { EVENT_STATUS } from "../domain/plan/plan-events.ts";
import type { Step } from "../domain/plan/step.ts";

/** What a message claimed, as far as it decides which steps are its own. */
export interface Claims {
  /** Every key of the shipments that it spoke of; empty where it spoke of the order. */
  readonly shipmentKeys: readonly string[];
  readonly milestones: readonly Milestone[];
}

/** Whether a step in Shopify carries out what these claims say. */
export function isServedBy(claims: Claims, step: Step): boolean {
  const { shipmentKeys, milestones } = claims;
  const isOfShipment = step.shipmentKey === null || shipmentKeys.includes(step.shipmentKey);
  return isOfShipment && milestones.some((milestone) => carriesOut(step, milestone));
}

function carriesOut(step: Step, milestone: Milestone): boolean {
  switch (step.kind) {
    case "create_fulfillment":
    case "split_fulfillment_order":
    case "open_fulfillment_order":
    case "update_tracking":
      return milestone === "shipped" || milestone === "picked_up";
    case "create_event":
      return isDeliveryMilestone(milestone) && EVENT_STATUS[milestone] === step.status;
    case "cancel_fulfillment":
    case "cancel_order":
      return milestone === "cancelled";
    case "report_progress":
      return milestone === "processing";
    case "place_hold":
      return milestone === "on_hold";
    case "release_hold":
      return milestone !== "on_hold";
    case "prepare_pickup":
      return milestone === "ready_for_pickup";
  }
}

import type { Step } from "./step.ts";

/** Ids of the fulfillment orders that a step takes from or changes, sorted. */
export function namedFulfillmentOrders(step: Step): readonly string[] {
  switch (step.kind) {
    case "create_fulfillment":
      return step.fulfillmentOrders.map(({ id }) => id).sort();
    case "split_fulfillment_order":
    case "report_progress":
    case "open_fulfillment_order":
    case "place_hold":
    case "release_hold":
    case "prepare_pickup":
      return [step.fulfillmentOrderId];
    case "update_tracking":
    case "create_event":
    case "cancel_fulfillment":
    case "cancel_order":
      return [];
  }
}

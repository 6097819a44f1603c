import type { FulfillmentOrder, StorefrontOrder } from "../storefront/storefront-order.ts";
import type { Block } from "./block.ts";

/** Whether Shopify lets us fulfil something of it now; its list of actions is the only sign. */
export function isServed(order: FulfillmentOrder): boolean {
  return isOpenOrder(order) && order.supportedActions.includes("CREATE_FULFILLMENT");
}

/**
 * Whether something of it is still to be fulfilled by anybody. A closed one
 * gets its quantity back when its fulfillment is cancelled, and stays closed: a
 * new fulfillment order takes its place (recording `fulfillment-cancel-parity`).
 */
export function isOpenOrder({ status, lines }: FulfillmentOrder): boolean {
  const isOver = status === "CLOSED" || status === "CANCELLED";
  return !isOver && lines.some(({ remainingQuantity }) => remainingQuantity > 0);
}

type Reason = Omit<Block, "shipmentKeys">;

export const ALREADY_FULFILLED: Reason = {
  code: "already_fulfilled",
  detail: "The pieces are fulfilled already, with other tracking or with none. Compare the two.",
};

/** Why pieces that are wanted cannot be taken, of what Shopify says about the rest of the order. */
export function unservedReason({ fulfillmentOrders }: StorefrontOrder): Reason {
  const unserved = fulfillmentOrders.filter((order) => isOpenOrder(order) && !isServed(order));
  if (fulfillmentOrders.length === 0) {
    return {
      code: "order_not_routed",
      detail: "Shopify has not assigned the order to a location yet.",
    };
  }
  const held = unserved.find(({ status }) => status === "ON_HOLD" || status === "SCHEDULED");
  if (held !== undefined) {
    return {
      code: "order_on_hold",
      detail: "The order is on hold or scheduled in Shopify. It goes on when the hold is released.",
    };
  }
  if (unserved.length > 0) {
    return {
      code: "not_ours_to_fulfil",
      detail: "The pieces are assigned to another fulfillment service, which has to fulfil them.",
    };
  }
  return ALREADY_FULFILLED;
}

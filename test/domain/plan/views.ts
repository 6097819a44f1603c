import type {
  Fulfillment,
  FulfillmentOrder,
  StorefrontOrder,
} from "../../../app/domain/storefront/storefront-order.ts";
import { minute } from "../order-record/updates.ts";

export const BERLIN = "gid://shopify/Location/1";
export const PARIS = "gid://shopify/Location/2";

/** A fulfillment order of `A` (and `B`) pieces, open at Berlin unless told. */
export function fulfillmentOrder(
  id: number,
  pieces: Readonly<Record<string, number>>,
  parts: Partial<FulfillmentOrder> = {},
): FulfillmentOrder {
  return {
    id: `gid://shopify/FulfillmentOrder/${id}`,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    supportedActions: ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", "SPLIT"],
    locationId: BERLIN,
    locationName: "Berlin",
    deliveryMethod: "SHIPPING",
    lines: Object.entries(pieces).map(([sku, quantity]) => ({
      id: `gid://shopify/FulfillmentOrderLineItem/${id}${sku}`,
      lineItemId: `gid://shopify/LineItem/${sku}`,
      sku,
      barcode: null,
      totalQuantity: quantity,
      remainingQuantity: quantity,
    })),
    holds: [],
    ...parts,
  };
}

export function fulfillment(id: number, parts: Partial<Fulfillment> = {}): Fulfillment {
  return {
    id: `gid://shopify/Fulfillment/${id}`,
    name: `#1001-F${id}`,
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    createdAt: minute(0),
    locationId: BERLIN,
    tracking: [],
    lines: [],
    fulfillmentOrderIds: [],
    events: [],
    ...parts,
  };
}

export function order(parts: Partial<StorefrontOrder> = {}): StorefrontOrder {
  return {
    id: "gid://shopify/Order/1",
    name: "#1001",
    fulfillmentStatus: "UNFULFILLED",
    cancelledAt: null,
    closedAt: null,
    updatedAt: minute(0),
    fulfillmentOrders: [fulfillmentOrder(1, { A: 2 })],
    fulfillments: [],
    ...parts,
  };
}

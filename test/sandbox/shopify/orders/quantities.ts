import { get, type Shop } from "../store/shop.ts";
import type { FulfillmentOrder, LineItem, Order } from "../store/types.ts";

/** How much of a line was fulfilled by fulfillments that stand. */
export function fulfilledQuantity(order: Order, line: LineItem): number {
  return order.fulfillments
    .filter((fulfillment) => fulfillment.status === "SUCCESS")
    .flatMap((fulfillment) => fulfillment.lines)
    .filter((fulfilled) => fulfilled.lineItemId === line.id)
    .reduce((sum, fulfilled) => sum + fulfilled.quantity, 0);
}

export function unfulfilledQuantity(order: Order, line: LineItem): number {
  return Math.max(0, line.currentQuantity - fulfilledQuantity(order, line));
}

/** Unfulfilled, less what is held; nothing once a cancellation is through. */
export function fulfillableQuantity(order: Order, line: LineItem): number {
  if (order.cancelDone) return 0;
  const held = order.fulfillmentOrders
    .filter((fulfillmentOrder) => fulfillmentOrder.status === "ON_HOLD")
    .flatMap((fulfillmentOrder) => fulfillmentOrder.lines)
    .filter((fulfillmentLine) => fulfillmentLine.lineItemId === line.id)
    .reduce((sum, fulfillmentLine) => sum + fulfillmentLine.remainingQuantity, 0);
  return Math.max(0, unfulfilledQuantity(order, line) - held);
}

/** The badge of an order (the enum's own text in the schema, shopify.md 1.7). */
export function displayFulfillmentStatus(order: Order): string {
  const fulfilled = order.lineItems.some((line) => fulfilledQuantity(order, line) > 0);
  const open = order.lineItems.some((line) => unfulfilledQuantity(order, line) > 0);
  if (fulfilled) return open ? "PARTIALLY_FULFILLED" : "FULFILLED";
  const live = order.fulfillmentOrders.filter((f) => f.status !== "CLOSED" && remaining(f) > 0);
  const all = (status: FulfillmentOrder["status"]): boolean =>
    live.length > 0 && live.every((fulfillmentOrder) => fulfillmentOrder.status === status);
  if (all("ON_HOLD")) return "ON_HOLD";
  if (all("IN_PROGRESS")) return "IN_PROGRESS";
  if (all("SCHEDULED")) return "SCHEDULED";
  return "UNFULFILLED";
}

export function remaining(fulfillmentOrder: FulfillmentOrder): number {
  return fulfillmentOrder.lines.reduce((sum, line) => sum + line.remainingQuantity, 0);
}

export function orderOf(shop: Shop, child: { readonly orderId: string }): Order {
  return get<Order>(shop, "Order", child.orderId);
}

export function lineItemOf(shop: Shop, child: { readonly lineItemId: string }): LineItem {
  return get<LineItem>(shop, "LineItem", child.lineItemId);
}

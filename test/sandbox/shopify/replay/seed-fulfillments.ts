import { remember } from "../store/shop.ts";
import type { Fulfillment, Order, TrackingInfo } from "../store/types.ts";
import type { Seen } from "./gather.ts";
import type { OrderBook } from "./seed-orders.ts";
import { bind, nodes } from "./seeding.ts";

/** A fulfillment of a seeded order, as it is shown first. */
export function seedFulfillment(book: OrderBook, order: Order, { fields }: Seen): Fulfillment {
  const text = (name: string): string | null => {
    const value = fields[name];
    return typeof value === "string" ? value : null;
  };
  order.fulfillmentCount += 1;
  const tracking = fields["trackingInfo"];
  const made: Fulfillment = {
    __typename: "Fulfillment",
    id: book.shop.ids.gid("Fulfillment"),
    orderId: order.id,
    name: `${order.name}-F${String(order.fulfillmentCount)}`,
    status: fields["status"] === "CANCELLED" ? "CANCELLED" : "SUCCESS",
    displayStatus: text("displayStatus") ?? "FULFILLED",
    createdAt: text("createdAt") ?? book.now,
    updatedAt: text("updatedAt") ?? book.now,
    deliveredAt: text("deliveredAt"),
    inTransitAt: text("inTransitAt"),
    estimatedDeliveryAt: text("estimatedDeliveryAt"),
    tracking: Array.isArray(tracking) ? (tracking as TrackingInfo[]) : [],
    events: [],
    lines: [],
    locationId: book.shop.defaultLocationId,
    originAddress: null,
  };
  order.fulfillments.push(remember(book.shop, made));
  for (const line of nodes(fields["fulfillmentLineItems"])) {
    const shown = (line["lineItem"] ?? {}) as Readonly<Record<string, unknown>>;
    const id = book.shop.ids.gid("FulfillmentLineItem");
    made.lines.push({
      __typename: "FulfillmentLineItem",
      id,
      lineItemId: book.line(order, shown).id,
      quantity: Number(line["quantity"] ?? 1),
      taken: [],
    });
    if (typeof line["id"] === "string") bind(book.seeding.bindings, line["id"], id);
  }
  return made;
}

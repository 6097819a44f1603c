import { remember } from "../store/shop.ts";
import type { FulfillmentOrder, FulfillmentOrderLine, Order } from "../store/types.ts";
import type { Seen } from "./gather.ts";
import type { OrderBook } from "./seed-orders.ts";
import { bind, nodes } from "./seeding.ts";

type Json = Readonly<Record<string, unknown>>;

/** A fulfillment order of a seeded order, in the state that is shown of it first. */
export function seedFulfillmentOrder(book: OrderBook, order: Order, seen: Seen): FulfillmentOrder {
  const { fields } = seen;
  const time = (name: string): string | null => {
    const value = fields[name];
    return typeof value === "string" ? value : null;
  };
  const made: FulfillmentOrder = {
    __typename: "FulfillmentOrder",
    id: book.shop.ids.gid("FulfillmentOrder"),
    orderId: order.id,
    // Shown values are the schema's own.
    status: (time("status") ?? "OPEN") as FulfillmentOrder["status"],
    requestStatus: time("requestStatus") ?? "UNSUBMITTED",
    locationId: locationOf(book, fields["assignedLocation"]),
    fulfillAt: time("fulfillAt"),
    fulfillBy: time("fulfillBy"),
    createdAt: time("createdAt") ?? book.now,
    updatedAt: time("updatedAt") ?? book.now,
    holds: [],
    lines: [],
    merchantRequests: [],
    deliveryMethod: "SHIPPING",
    progressReported: fields["status"] === "IN_PROGRESS",
    heldFrom: null,
  };
  order.fulfillmentOrders.push(remember(book.shop, made));
  for (const line of nodes(fields["lineItems"])) seedLine(book, { order, made, line });
  return made;
}

interface SeededLine {
  readonly order: Order;
  readonly made: FulfillmentOrder;
  readonly line: Json;
}

/** A line whose order line shows nothing left to fulfil belongs to an order that is over. */
function seedLine(book: OrderBook, { order, made, line }: SeededLine): void {
  const shown = (line["lineItem"] ?? {}) as Json;
  const lineItem = book.line(order, shown);
  if (shown["fulfillableQuantity"] === 0 && made.status === "CLOSED") order.cancelDone = true;
  const seeded: FulfillmentOrderLine = {
    __typename: "FulfillmentOrderLineItem",
    id: book.shop.ids.gid("FulfillmentOrderLineItem"),
    lineItemId: lineItem.id,
    totalQuantity: Number(line["totalQuantity"] ?? 1),
    remainingQuantity: Number(line["remainingQuantity"] ?? 1),
  };
  made.lines.push(remember(book.shop, seeded));
  if (typeof line["id"] === "string") {
    bind(book.seeding.bindings, line["id"], seeded.id);
    book.seeded.push(line["id"]);
  }
}

function locationOf(book: OrderBook, assigned: unknown): string {
  const id = (assigned as { location?: { id?: unknown } | null } | undefined)?.location?.id;
  if (typeof id !== "string") return book.shop.defaultLocationId;
  const ours = book.seeding.bindings.oursFor("Location", id.split("/").at(-1) ?? "");
  return ours === null ? book.shop.defaultLocationId : `gid://shopify/Location/${ours}`;
}

import { get, remember, type Shop } from "../store/shop.ts";
import type {
  FulfillmentOrder,
  FulfillmentOrderLine,
  LineItem,
  Order,
  Variant,
} from "../store/types.ts";

interface NewFulfillmentOrder {
  readonly order: Order;
  readonly locationId: string;
  readonly deliveryMethod: FulfillmentOrder["deliveryMethod"];
  readonly now: string;
}

/**
 * Routes a new order: to one place that stocks everything, or else each line to
 * its best place. One fulfillment order per place and delivery method.
 */
export function routeOrder(shop: Shop, order: Order, now: string): void {
  const groups = new Map<string, LineItem[]>();
  const common = commonLocation(shop, order);
  for (const line of order.lineItems) {
    const key = JSON.stringify([
      common ?? stockLocations(shop, line)[0],
      deliveryMethodOf(order, line),
    ]);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  for (const [key, lines] of groups) {
    const [locationId, deliveryMethod] = JSON.parse(key) as [
      string,
      FulfillmentOrder["deliveryMethod"],
    ];
    const made = createFulfillmentOrder(shop, { order, locationId, deliveryMethod, now });
    for (const line of lines) {
      addLine(shop, made, { lineItemId: line.id, quantity: line.currentQuantity });
    }
  }
}

function stockLocations(shop: Shop, line: LineItem): readonly string[] {
  const variant =
    line.variantId === null ? null : get<Variant>(shop, "ProductVariant", line.variantId);
  return variant === null || variant.locationIds.length === 0
    ? [shop.defaultLocationId]
    : variant.locationIds;
}

function commonLocation(shop: Shop, order: Order): string | undefined {
  const [first, ...others] = order.lineItems.map((line) => stockLocations(shop, line));
  return first?.find((location) => others.every((locations) => locations.includes(location)));
}

/** A shipping line whose source is `pickup` stands for local pickup [X]: never recorded. */
function deliveryMethodOf(order: Order, line: LineItem): FulfillmentOrder["deliveryMethod"] {
  if (!line.requiresShipping) return "NONE";
  return order.shippingLines.some((shipping) => shipping.source === "pickup")
    ? "PICK_UP"
    : "SHIPPING";
}

function createFulfillmentOrder(shop: Shop, made: NewFulfillmentOrder): FulfillmentOrder {
  const fulfillmentOrder: FulfillmentOrder = {
    __typename: "FulfillmentOrder",
    id: shop.ids.gid("FulfillmentOrder"),
    orderId: made.order.id,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    locationId: made.locationId,
    fulfillAt: `${made.now.slice(0, 13)}:00:00Z`,
    fulfillBy: null,
    createdAt: made.now,
    updatedAt: made.now,
    holds: [],
    lines: [],
    merchantRequests: [],
    deliveryMethod: made.deliveryMethod,
    progressReported: false,
    heldFrom: null,
  };
  made.order.fulfillmentOrders.push(fulfillmentOrder);
  return remember(shop, fulfillmentOrder);
}

export function addLine(
  shop: Shop,
  fulfillmentOrder: FulfillmentOrder,
  line: { readonly lineItemId: string; readonly quantity: number },
): FulfillmentOrderLine {
  const made: FulfillmentOrderLine = {
    __typename: "FulfillmentOrderLineItem",
    id: shop.ids.gid("FulfillmentOrderLineItem"),
    lineItemId: line.lineItemId,
    totalQuantity: line.quantity,
    remainingQuantity: line.quantity,
  };
  fulfillmentOrder.lines.push(made);
  return remember(shop, made);
}

/** A fulfillment order like this one, at the same place, without lines. */
export function siblingOf(
  shop: Shop,
  of: FulfillmentOrder,
  place: { readonly order: Order; readonly now: string; readonly locationId?: string },
): FulfillmentOrder {
  const sibling = createFulfillmentOrder(shop, {
    order: place.order,
    locationId: place.locationId ?? of.locationId,
    deliveryMethod: of.deliveryMethod,
    now: place.now,
  });
  sibling.fulfillAt = of.fulfillAt;
  sibling.fulfillBy = of.fulfillBy;
  return sibling;
}

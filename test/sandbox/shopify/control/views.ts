import { displayFulfillmentStatus, lineItemOf } from "../orders/quantities.ts";
import { displayFinancialStatus } from "../orders/totals.ts";
import { metafieldsOf } from "../resources/metafield-store.ts";
import { get, nodesOf, orders, type Shop } from "../store/shop.ts";
import type {
  Fulfillment,
  FulfillmentOrder,
  Location,
  Metafield,
  MetafieldDefinition,
  Order,
} from "../store/types.ts";

/** An order as the control API shows it: plain values, no connections. */
export interface OrderView {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly createdAt: string;
  readonly cancelledAt: string | null;
  readonly closedAt: string | null;
  readonly displayFulfillmentStatus: string;
  readonly displayFinancialStatus: string | null;
  readonly tags: readonly string[];
  readonly lines: readonly { id: string; sku: string | null; title: string; quantity: number }[];
  readonly fulfillmentOrders: readonly FulfillmentOrderView[];
  readonly fulfillments: readonly FulfillmentView[];
  readonly metafields: readonly MetafieldView[];
}

export interface MetafieldView {
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
  /** What the definition calls it; null where there is none. */
  readonly name: string | null;
  readonly updatedAt: string;
}

export interface FulfillmentOrderView {
  readonly id: string;
  readonly status: string;
  readonly requestStatus: string;
  readonly location: string;
  readonly deliveryMethod: string;
  readonly holds: readonly { id: string; reason: string; handle: string | null }[];
  readonly lines: readonly {
    id: string;
    sku: string | null;
    title: string;
    totalQuantity: number;
    remainingQuantity: number;
  }[];
}

export interface FulfillmentView {
  readonly id: string;
  readonly name: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly status: string;
  readonly displayStatus: string;
  readonly isLive: boolean;
  readonly location: string;
  readonly createdAt: string;
  readonly tracking: readonly {
    number: string | null;
    company: string | null;
    url: string | null;
  }[];
  readonly trackingNumbers: readonly string[];
  readonly lines: readonly { sku: string; title: string; quantity: number }[];
  /** Oldest first. */
  readonly events: readonly { status: string; happenedAt: string; message: string | null }[];
}

export function orderViews(shop: Shop): OrderView[] {
  return orders(shop).map((order) => viewOf(shop, order));
}

export function fulfillmentViews(shop: Shop): FulfillmentView[] {
  return orderViews(shop).flatMap((order) => order.fulfillments);
}

/** By name (`#1001` or `1001`) or global id. */
export function orderNamed(shop: Shop, name: string): Order {
  const order = orders(shop).find((one) =>
    [one.name, one.name.replace("#", ""), one.id].includes(name),
  );
  if (order === undefined) throw new Error(`${shop.domain} has no order ${name}`);
  return order;
}

export function orderView(shop: Shop, name: string): OrderView {
  return viewOf(shop, orderNamed(shop, name));
}

function viewOf(shop: Shop, order: Order): OrderView {
  const { id, name, email, createdAt, cancelledAt, closedAt, tags } = order;
  return {
    ...{ id, name, email, createdAt, cancelledAt, closedAt, tags },
    displayFulfillmentStatus: displayFulfillmentStatus(order),
    displayFinancialStatus: displayFinancialStatus(order),
    lines: order.lineItems.map((line) => ({
      id: line.id,
      sku: line.sku,
      title: line.title,
      quantity: line.currentQuantity,
    })),
    fulfillmentOrders: order.fulfillmentOrders.map((one) => fulfillmentOrderView(shop, one)),
    fulfillments: order.fulfillments.map((one) =>
      fulfillmentView(shop, { order, fulfillment: one }),
    ),
    metafields: metafieldsOf(shop, order.id).map((one) => metafieldView(shop, one)),
  };
}

function metafieldView(shop: Shop, one: Metafield): MetafieldView {
  const { namespace, key, type, value, updatedAt } = one;
  const definition = nodesOf<MetafieldDefinition>(shop, "MetafieldDefinition").find(
    (known) => known.namespace === namespace && known.key === key && known.ownerType === "ORDER",
  );
  return { namespace, key, type, value, updatedAt, name: definition?.name ?? null };
}

function fulfillmentOrderView(shop: Shop, one: FulfillmentOrder): FulfillmentOrderView {
  return {
    id: one.id,
    status: one.status,
    requestStatus: one.requestStatus,
    location: get<Location>(shop, "Location", one.locationId).name,
    deliveryMethod: one.deliveryMethod,
    holds: one.holds.map(({ id, reason, handle }) => ({ id, reason, handle })),
    lines: one.lines.map((line) => ({
      id: line.id,
      sku: lineItemOf(shop, line).sku,
      title: lineItemOf(shop, line).title,
      totalQuantity: line.totalQuantity,
      remainingQuantity: line.remainingQuantity,
    })),
  };
}

function fulfillmentView(
  shop: Shop,
  { order, fulfillment }: { readonly order: Order; readonly fulfillment: Fulfillment },
): FulfillmentView {
  return {
    id: fulfillment.id,
    name: fulfillment.name,
    orderId: order.id,
    orderName: order.name,
    status: fulfillment.status,
    displayStatus: fulfillment.displayStatus,
    isLive: fulfillment.status !== "CANCELLED",
    location: get<Location>(shop, "Location", fulfillment.locationId).name,
    createdAt: fulfillment.createdAt,
    tracking: fulfillment.tracking,
    trackingNumbers: fulfillment.tracking.map(({ number }) => number).filter((n) => n !== null),
    lines: fulfillment.lines.map((line) => ({
      sku: lineItemOf(shop, line).sku ?? "",
      title: lineItemOf(shop, line).title,
      quantity: line.quantity,
    })),
    events: fulfillment.events.map(({ status, happenedAt, message }) => ({
      status,
      happenedAt,
      message,
    })),
  };
}

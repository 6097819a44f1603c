import { displayFulfillmentStatus, lineItemOf, orderOf } from "../orders/quantities.ts";
import { currentTotal, displayFinancialStatus } from "../orders/totals.ts";
import { gidNumber } from "../store/ids.ts";
import type { Shop } from "../store/shop.ts";
import type {
  Fulfillment,
  FulfillmentEvent,
  FulfillmentOrder,
  Hold,
  Order,
} from "../store/types.ts";

/*
 * Webhook bodies have the shape of the REST resources. No recording has one:
 * the fields below are the documented ones that a bridge reads [X].
 */

function numberOf(gid: string): number {
  return Number(gidNumber(gid));
}

const REST_FULFILLMENT_STATUS: Readonly<Record<string, string | null>> = {
  FULFILLED: "fulfilled",
  PARTIALLY_FULFILLED: "partial",
};

export function orderPayload(shop: Shop, order: Order): unknown {
  return {
    id: numberOf(order.id),
    admin_graphql_api_id: order.id,
    name: order.name,
    order_number: order.number,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    closed_at: order.closedAt,
    currency: order.currencyCode,
    test: order.test,
    tags: order.tags.join(", "),
    total_price: currentTotal(order).toFixed(2),
    financial_status: displayFinancialStatus(order)?.toLowerCase() ?? null,
    fulfillment_status: REST_FULFILLMENT_STATUS[displayFulfillmentStatus(order)] ?? null,
    line_items: order.lineItems.map((line) => ({
      id: numberOf(line.id),
      admin_graphql_api_id: line.id,
      sku: line.sku,
      quantity: line.quantity,
      current_quantity: line.currentQuantity,
    })),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPayload(shop, fulfillment)),
  };
}

export function fulfillmentPayload(shop: Shop, fulfillment: Fulfillment): unknown {
  return {
    id: numberOf(fulfillment.id),
    admin_graphql_api_id: fulfillment.id,
    order_id: numberOf(fulfillment.orderId),
    name: fulfillment.name,
    status: fulfillment.status.toLowerCase(),
    created_at: fulfillment.createdAt,
    updated_at: fulfillment.updatedAt,
    tracking_company: fulfillment.tracking[0]?.company ?? null,
    tracking_numbers: fulfillment.tracking.map((info) => info.number).filter((n) => n !== null),
    tracking_urls: fulfillment.tracking.map((info) => info.url).filter((url) => url !== null),
    location_id: numberOf(fulfillment.locationId),
    line_items: fulfillment.lines.map((line) => ({
      id: numberOf(line.lineItemId),
      sku: lineItemOf(shop, line).sku,
      quantity: line.quantity,
    })),
  };
}

export function fulfillmentEventPayload(
  shop: Shop,
  fulfillment: Fulfillment,
  event: FulfillmentEvent,
): unknown {
  return {
    id: numberOf(event.id),
    admin_graphql_api_id: event.id,
    fulfillment_id: numberOf(fulfillment.id),
    order_id: numberOf(orderOf(shop, fulfillment).id),
    status: event.status.toLowerCase(),
    message: event.message,
    happened_at: event.happenedAt,
    created_at: event.createdAt,
  };
}

export function fulfillmentOrderPayload(shop: Shop, fulfillmentOrder: FulfillmentOrder): unknown {
  return {
    fulfillment_order: {
      id: fulfillmentOrder.id,
      status: fulfillmentOrder.status.toLowerCase(),
      order_id: orderOf(shop, fulfillmentOrder).id,
    },
  };
}

export function holdPayload(fulfillmentOrder: FulfillmentOrder, hold: Hold): unknown {
  return {
    fulfillment_order: {
      id: fulfillmentOrder.id,
      order_id: fulfillmentOrder.orderId,
      status: fulfillmentOrder.status.toLowerCase(),
    },
    fulfillment_hold: { id: hold.id, reason: hold.reason.toLowerCase(), handle: hold.handle },
  };
}

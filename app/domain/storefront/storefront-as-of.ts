import type { Instant } from "../instant.ts";
import { isLive } from "./fulfillments.ts";
import type { Fulfillment, StorefrontOrder } from "./storefront-order.ts";

/**
 * What the storefront showed at a moment, as far as the last reading tells:
 * fulfillments and events carry their times, cancelled fulfillments do not.
 */
export function storefrontAsOf(order: StorefrontOrder, at: Instant): StorefrontOrder {
  const fulfillments = order.fulfillments
    .filter(({ createdAt }) => createdAt <= at)
    .map((fulfillment) => fulfillmentAsOf(fulfillment, at));
  return {
    ...order,
    fulfillments,
    fulfillmentStatus: statusAsOf(order, fulfillments),
    cancelledAt: order.cancelledAt !== null && order.cancelledAt <= at ? order.cancelledAt : null,
    closedAt: order.closedAt !== null && order.closedAt <= at ? order.closedAt : null,
  };
}

function fulfillmentAsOf(fulfillment: Fulfillment, at: Instant): Fulfillment {
  const events = fulfillment.events.filter(({ happenedAt }) => happenedAt <= at);
  if (events.length === fulfillment.events.length) return fulfillment;
  // What Shopify shows now may come from an event that was still to happen.
  return { ...fulfillment, events, displayStatus: null };
}

function statusAsOf(order: StorefrontOrder, then: readonly Fulfillment[]): string {
  const live = then.filter(isLive).length;
  if (live === order.fulfillments.filter(isLive).length) return order.fulfillmentStatus;
  return live === 0 ? "UNFULFILLED" : "PARTIALLY_FULFILLED";
}

import {
  fulfillmentIdOf,
  fulfillmentOrderIds,
  orderIdOf,
  orderIdsToRedact,
  orderIdsRequested,
  orderNameOf,
  scopesNow,
} from "./payload.ts";
import type { Topic } from "./topics.ts";

/** What a webhook of Shopify tells us, without anything of its payload that we do not need. */
export type Notice =
  | { readonly kind: "uninstalled" }
  | { readonly kind: "scopes_changed"; readonly scopes: readonly string[] }
  /** Order ids are gids. */
  | { readonly kind: "customer_data_requested"; readonly orderIds: readonly string[] }
  | { readonly kind: "customer_redacted"; readonly orderIds: readonly string[] }
  | { readonly kind: "shop_redacted" }
  | { readonly kind: "order_created"; readonly orderId: string; readonly name: string | null }
  | {
      readonly kind: "order_changed";
      readonly orderId: string;
      /** The gid of the fulfillment that was made, where that is the change. */
      readonly newFulfillmentId: string | null;
    }
  /** Fulfillment orders by gid; the payload does not say whose they are. */
  | { readonly kind: "fulfillment_orders_changed"; readonly ids: readonly string[] }
  /** The payload lacks what the topic promises. */
  | { readonly kind: "unreadable"; readonly missing: string };

/** Reads a verified payload. Payloads are read loosely: Shopify adds fields at will. */
export function noticeOf(topic: Topic, payload: unknown): Notice {
  switch (topic) {
    case "app/uninstalled":
      return { kind: "uninstalled" };
    case "app/scopes_update":
      return scopesNotice(payload);
    case "customers/data_request":
      return { kind: "customer_data_requested", orderIds: orderIdsRequested(payload) };
    case "customers/redact":
      return { kind: "customer_redacted", orderIds: orderIdsToRedact(payload) };
    case "shop/redact":
      return { kind: "shop_redacted" };
    case "orders/create":
      return orderNotice(payload, (orderId) => ({
        kind: "order_created",
        orderId,
        name: orderNameOf(payload),
      }));
    case "orders/edited":
    case "orders/cancelled":
    case "refunds/create":
    case "fulfillments/update":
      return orderNotice(payload, (orderId) => ({
        kind: "order_changed",
        orderId,
        newFulfillmentId: null,
      }));
    case "fulfillments/create":
      return orderNotice(payload, (orderId) => ({
        kind: "order_changed",
        orderId,
        newFulfillmentId: fulfillmentIdOf(payload),
      }));
    case "fulfillment_orders/order_routing_complete":
    case "fulfillment_orders/moved":
    case "fulfillment_orders/split":
    case "fulfillment_orders/merged":
    case "fulfillment_orders/cancelled":
    case "fulfillment_orders/placed_on_hold":
    case "fulfillment_orders/hold_released":
    case "fulfillment_orders/scheduled_fulfillment_order_ready":
    case "fulfillment_holds/added":
    case "fulfillment_holds/released":
      return fulfillmentOrdersNotice(payload);
  }
}

function scopesNotice(payload: unknown): Notice {
  const scopes = scopesNow(payload);
  return scopes === null
    ? { kind: "unreadable", missing: "the current scopes" }
    : { kind: "scopes_changed", scopes };
}

function orderNotice(payload: unknown, notice: (orderId: string) => Notice): Notice {
  const orderId = orderIdOf(payload);
  return orderId === null ? { kind: "unreadable", missing: "the order's id" } : notice(orderId);
}

function fulfillmentOrdersNotice(payload: unknown): Notice {
  const ids = fulfillmentOrderIds(payload);
  return ids.length === 0
    ? { kind: "unreadable", missing: "a fulfillment order's id" }
    : { kind: "fulfillment_orders_changed", ids };
}

/**
 * Topics that Shopify sends us, as the header `X-Shopify-Topic` writes them.
 * `shopify.app.toml` subscribes to exactly these.
 */
export const TOPICS = [
  "app/uninstalled",
  "app/scopes_update",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
  "orders/create",
  "orders/edited",
  "orders/cancelled",
  "refunds/create",
  "fulfillments/create",
  "fulfillments/update",
  "fulfillment_orders/order_routing_complete",
  "fulfillment_orders/moved",
  "fulfillment_orders/split",
  "fulfillment_orders/merged",
  "fulfillment_orders/cancelled",
  "fulfillment_orders/placed_on_hold",
  "fulfillment_orders/hold_released",
  "fulfillment_orders/scheduled_fulfillment_order_ready",
  "fulfillment_holds/added",
  "fulfillment_holds/released",
] as const;

export type Topic = (typeof TOPICS)[number];

/** Null for a topic that we do not subscribe to. */
export function topicOf(header: string): Topic | null {
  return TOPICS.find((topic) => topic === header) ?? null;
}

import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bodyHmac, header, item, jsonSample, order } from "./parts.ts";
import { woocommercePoller } from "./pollers/woocommerce.ts";
import type { Preset } from "./preset.ts";

/**
 * WooCommerce orders. "completed" means that the whole order went out, so no
 * lines are read; tracking comes from the Shipment Tracking extension.
 */
export const woocommerce: Preset = {
  id: "woocommerce",
  name: "WooCommerce",
  via: "webhook",
  scheme: bodyHmac("x-wc-webhook-signature", "base64"),
  deduplication: { from: "header", name: "x-wc-webhook-delivery-id" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    zone: "UTC",
    order: [order("name", item("$.number")), order("name", item("$.id"))],
    status: [item("$.status")],
    occurredAt: [item("$.date_modified_gmt")],
    eventId: [header("x-wc-webhook-delivery-id")],
    shipment: {
      packages: [
        {
          forEach: ["$.meta_data[?@.key == '_wc_shipment_tracking_items'].value[*]"],
          number: [item("$.tracking_number")],
          carrier: [item("$.tracking_provider"), item("$.custom_tracking_provider")],
          url: [item("$.custom_tracking_link")],
        },
      ],
    },
  },
  statusMap: {
    pending: "received",
    processing: "processing",
    "on-hold": "on_hold",
    completed: "shipped",
    cancelled: "cancelled",
    refunded: "ignore",
    failed: "ignore",
    "checkout-draft": "ignore",
    trash: "ignore",
  },
  poller: woocommercePoller.poller,
  sample: jsonSample(
    {
      id: 7001,
      number: "1001",
      status: "completed",
      date_modified_gmt: "2026-01-14T09:30:00",
      line_items: [{ id: 1, sku: "MUG-BLUE", quantity: 2 }],
      meta_data: [
        {
          id: 9,
          key: "_wc_shipment_tracking_items",
          value: [{ tracking_number: "TEST0000000001", tracking_provider: "Example Post" }],
        },
      ],
    },
    { "x-wc-webhook-topic": "order.updated", "x-wc-webhook-delivery-id": "d-1" },
  ),
  help: [
    "In WordPress, open WooCommerce, Settings, Advanced, Webhooks, and choose Add webhook.",
    "Topic Order updated, Delivery URL as shown here, API version WP REST API v3, status Active.",
    "Paste the secret from here into the field Secret and save; WooCommerce sends a ping at once.",
    "WooCommerce turns a webhook off after five failures: turn polling on as well.",
  ],
};

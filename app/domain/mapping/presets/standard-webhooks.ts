import { DEFAULT_TOLERANCE_SECONDS } from "../../signature/scheme.ts";
import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { header, item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

/** Any sender that follows standardwebhooks.com, such as those built on Svix: {type, timestamp, data}. */
export const standardWebhooksSender: Preset = {
  id: "standard-webhooks",
  name: "Standard Webhooks sender",
  via: "webhook",
  scheme: { kind: "standard_webhooks", toleranceSeconds: DEFAULT_TOLERANCE_SECONDS },
  deduplication: { from: "signed_id" },
  response: STANDARD_RESPONSE,
  mapping: {
    format: "json",
    order: [order("name", item("$.data.order_number")), order("custom", item("$.data.order_id"))],
    status: [item("$.data.status"), item("$.type")],
    occurredAt: [item("$.timestamp")],
    eventId: [header("webhook-id")],
    shipment: {
      reference: [item("$.data.shipment_id")],
      packages: [
        {
          number: [item("$.data.tracking_number")],
          carrier: [item("$.data.carrier")],
          url: [item("$.data.tracking_url")],
        },
      ],
      lines: [
        { forEach: ["$.data.items[*]"], sku: [item("$.sku")], quantity: [item("$.quantity")] },
      ],
    },
  },
  statusMap: {
    "order.processing": "processing",
    "order.shipped": "shipped",
    "order.delivered": "delivered",
    "order.cancelled": "cancelled",
    "shipment.shipped": "shipped",
    "shipment.delivered": "delivered",
    processing: "processing",
    shipped: "shipped",
    in_transit: "in_transit",
    delivered: "delivered",
    cancelled: "cancelled",
  },
  sample: jsonSample(
    {
      type: "shipment.shipped",
      timestamp: "2026-01-14T09:30:00Z",
      data: {
        order_number: "#1001",
        shipment_id: "shp_1",
        tracking_number: "TEST0000000001",
        carrier: "Example Post",
        tracking_url: "https://track.example.com/TEST0000000001",
        items: [{ sku: "MUG-BLUE", quantity: 2 }],
      },
    },
    { "webhook-id": "msg_1" },
  ),
  help: [
    "In the sender's dashboard, open Webhooks and choose Add endpoint.",
    "Paste the URL that is shown here, and choose the events for orders and shipments.",
    "Copy the signing secret that it shows (it starts with whsec_) into the secret field here.",
    "Use the dashboard's Send example to test.",
  ],
};

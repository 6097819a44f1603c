import { DEFAULT_TOLERANCE_SECONDS } from "../../signature/scheme.ts";
import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import type { Preset } from "./preset.ts";

const SAMPLE = {
  event_id: "evt-20260114-0007",
  event_type: "shipment.shipped",
  occurred_at: "2026-01-14T09:30:00Z",
  version: 3,
  order: { id: "7001", name: "#1001", shopify_order_id: null },
  status: "shipped",
  shipment: {
    id: "S-7001-1",
    location: "Main warehouse",
    packages: [
      {
        tracking_number: "TEST0000000001",
        carrier: "Example Post",
        tracking_url: "https://track.example.com/TEST0000000001",
      },
    ],
    lines: [{ sku: "MUG-BLUE", quantity: 2 }],
  },
};

/** A plain JSON webhook; also what the sandbox's OMS sends. */
export const genericJson: Preset = {
  id: "generic-json",
  name: "Generic JSON",
  via: "webhook",
  scheme: { kind: "standard_webhooks", toleranceSeconds: DEFAULT_TOLERANCE_SECONDS },
  deduplication: { from: "body", path: "$.event_id" },
  response: STANDARD_RESPONSE,
  mapping: {
    format: "json",
    order: [
      { kind: "id", from: "item", path: "$.order.shopify_order_id" },
      { kind: "name", from: "item", path: "$.order.name" },
    ],
    status: [{ from: "item", path: "$.status" }],
    occurredAt: [{ from: "item", path: "$.occurred_at" }],
    version: [{ from: "item", path: "$.version" }],
    eventId: [{ from: "item", path: "$.event_id" }],
    shipment: {
      reference: [{ from: "item", path: "$.shipment.id" }],
      location: [{ from: "item", path: "$.shipment.location" }],
      packages: [
        {
          forEach: ["$.shipment.packages[*]"],
          number: [{ from: "item", path: "$.tracking_number" }],
          carrier: [{ from: "item", path: "$.carrier" }],
          url: [{ from: "item", path: "$.tracking_url" }],
        },
      ],
      lines: [
        {
          forEach: ["$.shipment.lines[*]"],
          sku: [{ from: "item", path: "$.sku" }],
          quantity: [{ from: "item", path: "$.quantity" }],
        },
      ],
    },
  },
  statusMap: {
    received: "received",
    processing: "processing",
    on_hold: "on_hold",
    ready_for_pickup: "ready_for_pickup",
    shipped: "shipped",
    in_transit: "in_transit",
    out_for_delivery: "out_for_delivery",
    delivery_attempted: "delivery_attempted",
    delivery_failed: "delivery_failed",
    delivered: "delivered",
    picked_up: "picked_up",
    shipment_cancelled: "cancelled",
    cancelled: "cancelled",
    returned: "returned",
  },
  sample: {
    headers: { "content-type": "application/json" },
    query: "",
    body: JSON.stringify(SAMPLE),
  },
  help: [
    "In your OMS, open the settings for webhooks (or notifications, or outgoing events).",
    "Add a webhook with the URL that is shown here, method POST, format JSON.",
    "Copy the secret from here into the field for the signing secret.",
    "Choose the events for shipments and order status, then send a test.",
  ],
};

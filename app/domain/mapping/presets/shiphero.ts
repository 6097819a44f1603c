import { bodyHmac, header, item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

const SHOPIFY_NAME = { do: "capture", pattern: "(#[A-Za-z0-9-]+)" } as const;

/** ShipHero webhooks: allocation, shipment, tracking. Times come without a zone and are UTC. */
export const shiphero: Preset = {
  id: "shiphero",
  name: "ShipHero",
  via: "webhook",
  scheme: bodyHmac("x-shiphero-hmac-sha256", "base64"),
  deduplication: { from: "header", name: "x-shiphero-message-id" },
  response: {
    status: 200,
    body: '{"code":"200","Status":"Success"}',
    contentType: "application/json",
  },
  mapping: {
    format: "json",
    zone: "UTC",
    order: [
      order("name", item("$.fulfillment.order_number", SHOPIFY_NAME)),
      order("name", item("$.order_number", SHOPIFY_NAME)),
      order("name", item("$.fulfillment.order_number")),
      order("name", item("$.order_number")),
      order("name", item("$.fulfillment.partner_order_id")),
    ],
    status: [item("$.webhook_type")],
    occurredAt: [item("$.fulfillment.created_at"), item("$.allocated_at"), item("$.created_at")],
    eventId: [header("x-shiphero-message-id")],
    shipment: {
      reference: [item("$.fulfillment.shipment_id")],
      packages: [
        {
          forEach: ["$.fulfillment.packages[*]"],
          number: [item("$.shipping_label.tracking_number")],
          carrier: [item("$.shipping_label.carrier")],
          url: [item("$.shipping_label.tracking_url")],
        },
        {
          where: { from: "item", path: "$.fulfillment.packages", present: false },
          number: [item("$.fulfillment.tracking_number")],
          carrier: [item("$.fulfillment.shipping_carrier")],
          url: [item("$.fulfillment.custom_tracking_url")],
        },
      ],
      lines: [
        {
          forEach: ["$.fulfillment.line_items[*]"],
          sku: [item("$.sku")],
          quantity: [item("$.quantity")],
        },
      ],
    },
  },
  statusMap: {
    "order allocated": "processing",
    "order deallocated": "ignore",
    "shipment update": "shipped",
    "package added": "processing",
    "order canceled": "cancelled",
    "inventory update": "ignore",
    "inventory change": "ignore",
  },
  sample: jsonSample(
    {
      webhook_type: "Shipment Update",
      fulfillment: {
        shipment_id: 90210001,
        order_number: "#1001",
        shipping_carrier: "Example Post",
        tracking_number: "TEST0000000001",
        custom_tracking_url: "https://track.example.com/TEST0000000001",
        line_items: [{ sku: "MUG-BLUE", quantity: 2 }],
        created_at: "2026-01-14 09:30:00",
      },
    },
    { "x-shiphero-message-id": "m-1" },
  ),
  help: [
    "ShipHero registers webhooks through its API: in the developer portal, run the mutation webhook_create.",
    "Give it the URL that is shown here, your shop's name, and the type Shipment Update; repeat for Order Allocated.",
    "Copy shared_signature_secret from the answer into the secret field here.",
    "ShipHero does not promise delivery: turn polling on as well.",
  ],
};

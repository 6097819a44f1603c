import { DEFAULT_TOLERANCE_SECONDS } from "../../signature/scheme.ts";
import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bodyHmac, item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

/** Spree 5 order events: {id, name, created_at, data}, with the order's shipments inside. */
export const spree: Preset = {
  id: "spree",
  name: "Spree Commerce 5",
  via: "webhook",
  scheme: {
    ...bodyHmac("x-spree-webhook-signature", "hex"),
    content: "{timestamp}.{body}",
    timestamp: {
      from: "header",
      name: "x-spree-webhook-timestamp",
      format: "unix_seconds",
      toleranceSeconds: DEFAULT_TOLERANCE_SECONDS,
    },
  },
  deduplication: { from: "body", path: "$.id" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    where: { from: "item", path: "$.data.number", present: true },
    order: [order("name", item("$.data.number"))],
    status: [item("$.name")],
    occurredAt: [item("$.created_at")],
    eventId: [item("$.id")],
    shipment: {
      packages: [
        {
          forEach: ["$.data.shipments[*]"],
          number: [item("$.tracking")],
          carrier: [item("$.shipping_method.name")],
          url: [item("$.tracking_url")],
        },
      ],
    },
  },
  statusMap: {
    "order.created": "ignore",
    "order.updated": "ignore",
    "order.completed": "received",
    "order.paid": "processing",
    "order.resumed": "processing",
    "order.canceled": "cancelled",
    "order.shipped": "shipped",
  },
  sample: jsonSample({
    id: "550e8400-0000-4000-8000-000000000001",
    name: "order.shipped",
    created_at: "2026-01-14T09:30:00Z",
    data: {
      id: "or_1",
      number: "R1001",
      shipments: [
        {
          id: "ship_1",
          state: "shipped",
          tracking: "TEST0000000001",
          tracking_url: "https://track.example.com/TEST0000000001",
        },
      ],
    },
    metadata: { spree_version: "5.4.0" },
  }),
  help: [
    "In Spree's admin, open Settings, Developers, Webhooks, and create an endpoint with the URL that is shown here.",
    "Subscribe to order.*; the whole order with its shipments is sent.",
    "Copy the endpoint's secret key into the secret field here.",
  ],
};

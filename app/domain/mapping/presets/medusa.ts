import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bodyHmac, item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

/** Medusa 2 sends nothing by itself; a subscriber of yours posts its fulfillment with the order's number. */
export const medusa: Preset = {
  id: "medusa",
  name: "Medusa 2",
  via: "webhook",
  scheme: bodyHmac("x-medusa-signature", "hex"),
  deduplication: { from: "content" },
  response: STANDARD_RESPONSE,
  mapping: {
    format: "json",
    order: [
      order("name", item("$.data.order.metadata.shopify_name")),
      order("name", item("$.data.order.display_id")),
    ],
    status: [item("$.event")],
    occurredAt: [
      {
        ...item("$.data.delivered_at"),
        when: { from: "item", path: "$.event", equals: ["delivery.created"] },
      },
      item("$.data.shipped_at"),
      item("$.data.updated_at"),
    ],
    shipment: {
      reference: [item("$.data.id")],
      packages: [
        {
          forEach: ["$.data.labels[*]"],
          number: [item("$.tracking_number")],
          url: [item("$.tracking_url")],
        },
      ],
      lines: [
        { forEach: ["$.data.items[*]"], sku: [item("$.sku")], quantity: [item("$.quantity")] },
      ],
    },
  },
  statusMap: {
    "order.fulfillment_created": "processing",
    "order.fulfillment_canceled": "cancelled",
    "order.canceled": "cancelled",
    "shipment.created": "shipped",
    "delivery.created": "delivered",
  },
  sample: jsonSample({
    event: "shipment.created",
    data: {
      id: "ful_1",
      shipped_at: "2026-01-14T09:30:00.000Z",
      order: { display_id: 1001, metadata: { shopify_name: "#1001" } },
      labels: [
        {
          tracking_number: "TEST0000000001",
          tracking_url: "https://track.example.com/TEST0000000001",
        },
      ],
      items: [{ sku: "MUG-BLUE", quantity: 2 }],
    },
  }),
  help: [
    "In your Medusa project, add a subscriber for shipment.created and delivery.created.",
    "Let it read the fulfillment with labels, items and order, and POST {event, data} to the URL that is shown here.",
    "Sign the body with HMAC-SHA256 and the secret from here, in hexadecimal, in the header X-Medusa-Signature.",
  ],
};

import { item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

/** Adobe Commerce webhooks (after, not before) on a saved shipment; the signature covers the body in base64. */
export const adobeCommerce: Preset = {
  id: "adobe-commerce",
  name: "Adobe Commerce (Magento)",
  via: "webhook",
  scheme: {
    kind: "asymmetric",
    algorithm: "sha256",
    encoding: "base64",
    place: { from: "header", name: "x-adobe-commerce-webhook-signature", syntax: { kind: "raw" } },
    content: "{body:base64}",
    timestamp: null,
    id: null,
    keys: { kind: "pem", pems: [] },
  },
  deduplication: { from: "content" },
  response: { status: 200, body: '{"op":"success"}', contentType: "application/json" },
  mapping: {
    format: "json",
    zone: "UTC",
    order: [
      order("name", item("$.shipment.order.increment_id")),
      order("custom", item("$.shipment.order_id")),
    ],
    status: [item("$.shipment.order.status"), { from: "constant", value: "shipped" }],
    occurredAt: [item("$.shipment.updated_at"), item("$.shipment.created_at")],
    shipment: {
      reference: [item("$.shipment.increment_id"), item("$.shipment.entity_id")],
      location: [item("$.shipment.extension_attributes.source_code")],
      packages: [
        {
          forEach: ["$.shipment.tracks[*]"],
          number: [item("$.track_number")],
          carrier: [item("$.title"), item("$.carrier_code")],
        },
      ],
      lines: [
        {
          forEach: ["$.shipment.items[*]"],
          sku: [item("$.sku")],
          quantity: [item("$.qty", { do: "capture", pattern: "^(\\d+)(?:\\.0+)?$" })],
        },
      ],
    },
  },
  statusMap: {
    processing: "shipped",
    complete: "shipped",
    shipped: "shipped",
    holded: "on_hold",
    canceled: "cancelled",
    closed: "ignore",
  },
  sample: jsonSample({
    shipment: {
      entity_id: "12",
      increment_id: "000000012",
      order_id: "7001",
      order: { increment_id: "1001", status: "processing" },
      created_at: "2026-01-14 09:30:00",
      tracks: [{ track_number: "TEST0000000001", carrier_code: "custom", title: "Example Post" }],
      items: [{ sku: "MUG-BLUE", qty: "2.0000" }],
    },
  }),
  help: [
    "In the Commerce admin, open System, Webhooks, and add observer.sales_order_shipment_save_after with the type after.",
    "URL as shown here; fields shipment.increment_id, shipment.order.increment_id, shipment.order.status, shipment.created_at, shipment.tracks, shipment.items.",
    "Under Stores, Configuration, Adobe Services, Webhooks, turn on digital signatures and make a key pair.",
    "Paste the public key (PEM) into the signature settings here.",
  ],
};

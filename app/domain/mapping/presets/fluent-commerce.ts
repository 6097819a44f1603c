import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

/** Fluent Commerce events, sent by a webhook rule of a workflow. The old MD5 signature is not offered. */
export const fluentCommerce: Preset = {
  id: "fluent-commerce",
  name: "Fluent Commerce",
  via: "webhook",
  scheme: {
    kind: "asymmetric",
    algorithm: "sha512",
    encoding: "base64",
    place: { from: "header", name: "fluent-signature", syntax: { kind: "raw" } },
    content: "{body}",
    timestamp: null,
    id: null,
    keys: { kind: "pem", pems: [] },
  },
  deduplication: { from: "body", path: "$.id" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    order: [order("name", item("$.attributes.orderRef")), order("name", item("$.rootEntityRef"))],
    status: [item("$.attributes.status"), item("$.entityStatus"), item("$.name")],
    occurredAt: [item("$.attributes.occurredAt")],
    eventId: [item("$.id")],
    shipment: {
      reference: [item("$.entityRef")],
      location: [item("$.attributes.locationRef")],
      packages: [
        {
          forEach: ["$.attributes.articles[*]"],
          number: [item("$.trackingNumber"), item("$.consignmentReference")],
          carrier: [item("$.carrier")],
          url: [item("$.trackingUrl")],
        },
      ],
      lines: [
        {
          forEach: ["$.attributes.items[*]"],
          sku: [item("$.skuRef"), item("$.ref")],
          quantity: [item("$.quantity")],
        },
      ],
    },
  },
  statusMap: {
    CREATED: "received",
    BOOKED: "processing",
    ALLOCATED: "processing",
    PICK_PACK: "processing",
    AWAITING_WAVE: "processing",
    ASSIGNED: "processing",
    FULFILLED: "processing",
    SHIPPED: "shipped",
    IN_TRANSIT: "in_transit",
    DELIVERED: "delivered",
    AWAITING_COLLECTION: "ready_for_pickup",
    COLLECTED: "picked_up",
    ESCALATED: "on_hold",
    CANCELLED: "cancelled",
    REJECTED: "ignore",
    COMPLETE: "ignore",
  },
  sample: jsonSample({
    id: "8a4b1c7e-0000-4000-8000-000000000001",
    name: "FulfilmentShipped",
    type: "NORMAL",
    accountId: "EXAMPLE",
    retailerId: "1",
    entityType: "FULFILMENT",
    entityRef: "F-7001-1",
    entityStatus: "SHIPPED",
    rootEntityType: "ORDER",
    rootEntityRef: "#1001",
    attributes: {
      occurredAt: "2026-01-14T09:30:00Z",
      locationRef: "Main warehouse",
      articles: [{ trackingNumber: "TEST0000000001", carrier: "Example Post" }],
      items: [{ skuRef: "MUG-BLUE", quantity: 2 }],
    },
  }),
  help: [
    "In Fluent's workflow builder, add a webhook rule to the fulfilment workflow, on the statuses that matter.",
    "Use the URL that is shown here as its endpoint setting, and send order, articles and items as attributes.",
    "Paste Fluent's public key (PEM) for SHA512withRSA into the signature settings.",
  ],
};

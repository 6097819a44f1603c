import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { header, item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

/** Saleor sends what its subscription query asks for; the help holds the query of this mapping. */
export const saleor: Preset = {
  id: "saleor",
  name: "Saleor",
  via: "webhook",
  scheme: {
    kind: "jws_detached",
    algorithm: "RS256",
    place: { from: "header", name: "saleor-signature", syntax: { kind: "raw" } },
    content: "{body}",
    keys: {
      kind: "jwks",
      url: "https://your-store.saleor.cloud/.well-known/jwks.json",
      keyIdHeader: null,
    },
  },
  deduplication: { from: "content" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    order: [order("name", item("$.order.number"))],
    status: [header("saleor-event")],
    occurredAt: [item("$.issuedAt")],
    shipment: {
      reference: [item("$.fulfillment.id")],
      location: [item("$.fulfillment.warehouse.name")],
      packages: [{ number: [item("$.fulfillment.trackingNumber")] }],
      lines: [
        {
          forEach: ["$.fulfillment.lines[*]"],
          sku: [item("$.orderLine.productSku")],
          quantity: [item("$.quantity")],
        },
      ],
    },
  },
  statusMap: {
    order_confirmed: "processing",
    order_cancelled: "cancelled",
    order_fulfilled: "ignore",
    fulfillment_created: "shipped",
    fulfillment_tracking_number_updated: "shipped",
    fulfillment_canceled: "cancelled",
    fulfillment_approved: "shipped",
  },
  sample: jsonSample(
    {
      issuedAt: "2026-01-14T09:30:00.000000+00:00",
      order: { number: "1001" },
      fulfillment: {
        id: "RnVsZmlsbG1lbnQ6MQ==",
        trackingNumber: "TEST0000000001",
        warehouse: { name: "Main warehouse" },
        lines: [{ quantity: 2, orderLine: { productSku: "MUG-BLUE" } }],
      },
    },
    { "saleor-event": "fulfillment_created" },
  ),
  help: [
    "In Saleor's dashboard, open Extensions (Apps), your app, and choose Create Webhook.",
    "Target URL as shown here; events Fulfillment created, canceled, and tracking number updated.",
    "Subscription query: subscription { event { issuedAt ... on FulfillmentCreated { order { number } fulfillment { id trackingNumber warehouse { name } lines { quantity orderLine { productSku } } } } } }",
    "Put your store's domain into the key set address of the signature settings. Leave Saleor's secret key empty.",
  ],
};

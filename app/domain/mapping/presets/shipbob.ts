import { DEFAULT_TOLERANCE_SECONDS } from "../../signature/scheme.ts";
import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { header, item, jsonSample, order } from "./parts.ts";
import { shipbobPoller } from "./pollers/shipbob.ts";
import type { Preset } from "./preset.ts";

/** ShipBob webhooks of 2026: the topic stands in a header only. */
export const shipbob: Preset = {
  id: "shipbob",
  name: "ShipBob",
  via: "webhook",
  scheme: { kind: "standard_webhooks", toleranceSeconds: DEFAULT_TOLERANCE_SECONDS },
  deduplication: { from: "signed_id" },
  response: STANDARD_RESPONSE,
  mapping: {
    format: "json",
    order: [order("name", item("$.order_number")), order("name", item("$.reference_id"))],
    status: [
      item("$.tracking.substatus", { do: "when", equals: ["OutForDelivery"] }),
      item("$.status"),
      header("x-webhook-topic"),
    ],
    statusText: [item("$.status"), header("x-webhook-topic")],
    occurredAt: [item("$.event_time"), item("$.last_update_at"), item("$.created_date")],
    eventId: [header("webhook-id")],
    shipment: {
      reference: [item("$.shipment_id"), item("$.id")],
      location: [item("$.location.name")],
      packages: [
        {
          number: [item("$.tracking.tracking_number"), item("$.tracking.tracking_id")],
          carrier: [item("$.tracking.carrier")],
          url: [item("$.tracking.tracking_url")],
        },
      ],
      lines: [
        {
          forEach: ["$.products[*]"],
          sku: [item("$.sku"), item("$.reference_id")],
          quantity: [item("$.inventory_items[*].quantity", { do: "sum" }), item("$.quantity")],
        },
      ],
    },
    polled: shipbobPoller.polled,
  },
  statusMap: {
    none: "received",
    processing: "processing",
    onhold: "on_hold",
    exception: "on_hold",
    labelcreated: "processing",
    labeledcreated: "processing",
    completed: "shipped",
    shipped: "shipped",
    awaitingcarrierscan: "shipped",
    intransit: "in_transit",
    outfordelivery: "out_for_delivery",
    deliveryattemptfailed: "delivery_attempted",
    deliveryexception: "delivery_failed",
    delivered: "delivered",
    cancelled: "cancelled",
    "order.shipped": "shipped",
    "order.shipment.delivered": "delivered",
    "order.shipment.exception": "on_hold",
    "order.shipment.on_hold": "on_hold",
    "order.shipment.cancelled": "cancelled",
    "order.shipment.tracking_received": "processing",
  },
  poller: shipbobPoller.poller,
  sample: jsonSample(
    {
      event_time: "2026-01-14T09:30:00.1234567Z",
      order_id: 100001,
      reference_id: "#1001",
      shipment_id: 500001,
      status: "Shipped",
      tracking: {
        carrier: "Example Post",
        tracking_id: "TEST0000000001",
        tracking_url: "https://track.example.com/TEST0000000001",
      },
    },
    { "webhook-id": "msg_1", "x-webhook-topic": "order.shipped" },
  ),
  help: [
    "In ShipBob, open Integrations, then the API or developer page, and choose Webhooks.",
    "Add a subscription with the URL that is shown here for the topics order.shipped and order.shipment.*.",
    "Copy the signing secret (it starts with whsec_) into the secret field here.",
    "A label is not a shipment: LabelCreated is mapped to processing; change it if you print on pick-up.",
  ],
};

import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bodyHmac, item, jsonSample, order } from "./parts.ts";
import { aftershipPoller } from "./pollers/aftership.ts";
import type { Preset } from "./preset.ts";

/** AfterShip's tracking updates: {ts, event, event_id, msg}. */
export const aftership: Preset = {
  id: "aftership",
  name: "AfterShip",
  via: "webhook",
  scheme: bodyHmac("aftership-hmac-sha256", "base64"),
  deduplication: { from: "body", path: "$.event_id" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    zone: "UTC",
    where: { from: "item", path: "$.event", equals: ["tracking_update"] },
    order: [
      order("name", item("$.msg.order_number")),
      order("id", item("$.msg.order_id")),
      order("tracking", item("$.msg.tracking_number")),
    ],
    status: [item("$.msg.tag")],
    occurredAt: [
      item(
        "$.msg.checkpoints",
        { do: "maxBy", path: "$.checkpoint_time" },
        { do: "path", path: "$.checkpoint_time" },
      ),
      item("$.msg.updated_at"),
      item("$.ts", { do: "date", formats: ["unix_seconds"] }),
    ],
    eventId: [item("$.event_id")],
    shipment: {
      packages: [
        {
          number: [item("$.msg.tracking_number")],
          carrier: [item("$.msg.slug")],
          url: [item("$.msg.courier_tracking_link")],
        },
      ],
    },
    polled: aftershipPoller.polled,
  },
  statusMap: {
    Pending: "ignore",
    InfoReceived: "processing",
    InTransit: "in_transit",
    OutForDelivery: "out_for_delivery",
    AttemptFail: "delivery_attempted",
    AvailableForPickup: "ready_for_pickup",
    Delivered: "delivered",
    Exception: "delivery_failed",
    Expired: "ignore",
  },
  poller: aftershipPoller.poller,
  sample: jsonSample({
    ts: 1_768_383_000,
    event: "tracking_update",
    event_id: "8a4b1c7e-0000-4000-8000-000000000001",
    msg: {
      tracking_number: "TEST0000000001",
      slug: "example-post",
      order_number: "#1001",
      tag: "InTransit",
      checkpoints: [{ checkpoint_time: "2026-01-14T09:30:00+00:00", tag: "InTransit" }],
    },
  }),
  help: [
    "In AfterShip Tracking, open Settings, then Webhooks, and add the URL that is shown here.",
    "Choose the shipment statuses to be told of.",
    "Copy the webhook secret from that page into the secret field here.",
  ],
};

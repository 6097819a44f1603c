import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bodyHmac, item, jsonSample, order } from "./parts.ts";
import { easypostPoller } from "./pollers/easypost.ts";
import type { Preset } from "./preset.ts";

/** EasyPost's tracker events; the newest detail is the last one. */
export const easypost: Preset = {
  id: "easypost",
  name: "EasyPost",
  via: "webhook",
  scheme: {
    ...bodyHmac("x-hmac-signature", "hex"),
    place: {
      from: "header",
      name: "x-hmac-signature",
      syntax: { kind: "prefix", prefix: "hmac-sha256-hex=" },
    },
    secretFormat: "nfkd",
  },
  deduplication: { from: "body", path: "$.id" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    where: { from: "item", path: "$.result.object", equals: ["Tracker"] },
    order: [order("tracking", item("$.result.tracking_code"))],
    status: [item("$.result.status")],
    occurredAt: [
      item("$.result.tracking_details", { do: "last" }, { do: "path", path: "$.datetime" }),
      item("$.result.updated_at"),
    ],
    eventId: [item("$.id")],
    shipment: {
      packages: [
        {
          number: [item("$.result.tracking_code")],
          carrier: [item("$.result.carrier")],
          url: [item("$.result.public_url")],
        },
      ],
    },
    polled: easypostPoller.polled,
  },
  statusMap: {
    unknown: "ignore",
    pre_transit: "processing",
    in_transit: "in_transit",
    out_for_delivery: "out_for_delivery",
    available_for_pickup: "ready_for_pickup",
    delivered: "delivered",
    return_to_sender: "returned",
    failure: "delivery_failed",
    cancelled: "ignore",
    error: "ignore",
  },
  poller: easypostPoller.poller,
  sample: jsonSample({
    id: "evt_1",
    object: "Event",
    description: "tracker.updated",
    result: {
      object: "Tracker",
      tracking_code: "TEST0000000001",
      status: "in_transit",
      carrier: "ExamplePost",
      public_url: "https://track.example.com/TEST0000000001",
      updated_at: "2026-01-14T09:31:00Z",
      tracking_details: [
        { status: "pre_transit", datetime: "2026-01-13T15:00:00Z" },
        { status: "in_transit", datetime: "2026-01-14T09:30:00Z" },
      ],
    },
  }),
  help: [
    "In EasyPost, open Webhooks & Events and add a webhook with the URL that is shown here.",
    "Set its webhook secret to the secret from here.",
    "These events know the package only, so the shipment must come from your OMS first.",
  ],
};

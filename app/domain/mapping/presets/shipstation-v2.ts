import { DEFAULT_TOLERANCE_SECONDS } from "../../signature/scheme.ts";
import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { item, jsonSample, order } from "./parts.ts";
import { shipstationV2Poller } from "./pollers/shipstation-v2.ts";
import type { Preset } from "./preset.ts";

const CARRIER_OF_URL = { do: "capture", pattern: "/tracking/([^/]+)/" } as const;

/** ShipStation API v2 and ShipEngine: tracking events, signed with RSA. */
export const shipstationV2: Preset = {
  id: "shipstation-v2",
  name: "ShipStation (API v2) / ShipEngine",
  via: "webhook",
  scheme: {
    kind: "asymmetric",
    algorithm: "sha256",
    encoding: "base64",
    place: { from: "header", name: "x-shipengine-rsa-sha256-signature", syntax: { kind: "raw" } },
    content: "{timestamp}.{body}",
    timestamp: {
      from: "header",
      name: "x-shipengine-timestamp",
      format: "iso8601",
      toleranceSeconds: DEFAULT_TOLERANCE_SECONDS,
    },
    id: null,
    keys: {
      kind: "jwks",
      url: "https://api.shipengine.com/jwks",
      keyIdHeader: "x-shipengine-rsa-sha256-key-id",
    },
  },
  deduplication: { from: "content" },
  response: STANDARD_RESPONSE,
  mapping: {
    format: "json",
    zone: "UTC",
    where: { from: "item", path: "$.data.tracking_number", present: true },
    order: [order("tracking", item("$.data.tracking_number"))],
    status: [item("$.data.status_code")],
    statusText: [item("$.data.status_description"), item("$.data.status_code")],
    occurredAt: [
      item(
        "$.data.events",
        { do: "maxBy", path: "$.occurred_at" },
        { do: "path", path: "$.occurred_at" },
      ),
      item(
        "$.data.events",
        { do: "maxBy", path: "$.event_date" },
        { do: "path", path: "$.event_date" },
      ),
      item("$.data.actual_delivery_date"),
    ],
    shipment: {
      packages: [
        {
          number: [item("$.data.tracking_number")],
          carrier: [item("$.data.carrier_code"), item("$.resource_url", CARRIER_OF_URL)],
          url: [item("$.data.tracking_url")],
        },
      ],
    },
    polled: shipstationV2Poller.polled,
  },
  statusMap: {
    UN: "ignore",
    NY: "ignore",
    AC: "processing",
    IT: "in_transit",
    AT: "delivery_attempted",
    EX: "delivery_failed",
    SP: "ready_for_pickup",
    DE: "delivered",
    label_created: "processing",
    in_transit: "in_transit",
    delivered: "delivered",
    error: "ignore",
    voided: "ignore",
  },
  poller: shipstationV2Poller.poller,
  sample: jsonSample({
    resource_url: "https://api.shipengine.com/v1/tracking/example_post/TEST0000000001",
    resource_type: "API_TRACK",
    data: {
      tracking_number: "TEST0000000001",
      status_code: "IT",
      status_description: "In Transit",
      events: [{ occurred_at: "2026-01-14T09:30:00Z", description: "Departed" }],
    },
  }),
  help: [
    "In ShipStation, open Settings, Account, API Settings, then Webhooks (in ShipEngine: Developer, Webhooks).",
    "Add a webhook for tracking events with the URL that is shown here.",
    "No secret is needed: its signature is checked with ShipStation's public keys.",
    "These events know the package only, so the shipment must come from your OMS first.",
  ],
};

import { DEFAULT_TOLERANCE_SECONDS } from "../../signature/scheme.ts";
import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bodyHmac, item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

/** Shippo's tracking updates, with the signature that its support turns on. */
export const shippo: Preset = {
  id: "shippo",
  name: "Shippo",
  via: "webhook",
  scheme: {
    ...bodyHmac("shippo-auth-signature", "hex"),
    place: {
      from: "header",
      name: "shippo-auth-signature",
      syntax: { kind: "key_value", signatureKey: "v1", timestampKey: "t" },
    },
    content: "{timestamp}.{body}",
    timestamp: {
      from: "signature",
      name: "",
      format: "unix_seconds",
      toleranceSeconds: DEFAULT_TOLERANCE_SECONDS,
    },
  },
  deduplication: { from: "content" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    where: { from: "item", path: "$.event", equals: ["track_updated"] },
    order: [
      order(
        "name",
        item("$.data.metadata", { do: "capture", pattern: "(?i)order\\s+(#?[A-Za-z0-9-]+)" }),
      ),
      order("tracking", item("$.data.tracking_number")),
    ],
    status: [item("$.data.tracking_status.status")],
    occurredAt: [item("$.data.tracking_status.status_date")],
    shipment: {
      packages: [{ number: [item("$.data.tracking_number")], carrier: [item("$.data.carrier")] }],
    },
  },
  statusMap: {
    UNKNOWN: "ignore",
    PRE_TRANSIT: "processing",
    TRANSIT: "in_transit",
    DELIVERED: "delivered",
    RETURNED: "returned",
    FAILURE: "delivery_failed",
  },
  sample: jsonSample({
    event: "track_updated",
    test: true,
    data: {
      carrier: "example_post",
      tracking_number: "TEST0000000001",
      metadata: "Order #1001",
      tracking_status: { status: "DELIVERED", status_date: "2026-01-14T09:30:00Z" },
    },
  }),
  help: [
    "In Shippo, open Settings, then API, then Webhooks, and add one for Track Updated with the URL that is shown here.",
    "Ask Shippo's support to turn on the signature (Shippo-Auth-Signature), and paste the secret that they give you here.",
    "Without it, choose the scheme token and add ?token= and the secret to the URL.",
    "Write the order name into the metadata of each label (Order #1001): then events find the order at once.",
  ],
};

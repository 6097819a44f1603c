import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bodyHmac, item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

/** Sendcloud's parcel statuses; their ids never change, their messages are translated. */
export const sendcloud: Preset = {
  id: "sendcloud",
  name: "Sendcloud",
  via: "webhook",
  scheme: bodyHmac("sendcloud-signature", "hex"),
  deduplication: { from: "content" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    where: { from: "item", path: "$.action", equals: ["parcel_status_changed"] },
    order: [
      order("id", item("$.parcel.external_order_id")),
      order("name", item("$.parcel.order_number")),
    ],
    status: [item("$.parcel.status.id")],
    statusText: [item("$.parcel.status.message")],
    occurredAt: [
      item("$.carrier_status_change_timestamp", { do: "date", formats: ["unix_milliseconds"] }),
      item("$.timestamp", { do: "date", formats: ["unix_milliseconds"] }),
    ],
    shipment: {
      reference: [item("$.parcel.id")],
      packages: [
        {
          number: [item("$.parcel.tracking_number")],
          carrier: [
            item("$.parcel.carrier.code"),
            item("$.parcel.shipment.name", { do: "split", separator: " " }, { do: "first" }),
          ],
          url: [item("$.parcel.tracking_url")],
        },
      ],
      lines: [
        {
          forEach: ["$.parcel.parcel_items[*]"],
          sku: [item("$.sku")],
          quantity: [item("$.quantity")],
        },
      ],
    },
  },
  statusMap: {
    "1": "processing",
    "3": "in_transit",
    "4": "in_transit",
    "5": "in_transit",
    "7": "in_transit",
    "8": "delivery_attempted",
    "11": "delivered",
    "12": "ready_for_pickup",
    "13": "in_transit",
    "22": "shipped",
    "62989": "in_transit",
    "80": "delivery_failed",
    "91": "in_transit",
    "92": "out_for_delivery",
    "93": "picked_up",
    "999": "processing",
    "1000": "processing",
    "1002": "on_hold",
    "1998": "cancelled",
    "1999": "ignore",
    "2000": "cancelled",
    "2001": "ignore",
  },
  sample: jsonSample({
    action: "parcel_status_changed",
    timestamp: 1_768_383_000_000,
    carrier_status_change_timestamp: 1_768_383_000_000,
    parcel: {
      id: 500_001,
      order_number: "#1001",
      tracking_number: "TEST0000000001",
      tracking_url: "https://track.example.com/TEST0000000001",
      status: { id: 22, message: "Shipment picked up by driver" },
      shipment: { id: 8, name: "ExamplePost Standard" },
      parcel_items: [{ sku: "MUG-BLUE", quantity: 2 }],
    },
  }),
  help: [
    "In Sendcloud, open Settings, Integrations, and the integration of this shop.",
    "Turn on Webhook feedback enabled and paste the URL that is shown here.",
    "The signing secret is the integration's secret key; copy it into the secret field here.",
    "Statuses are mapped by their id; unknown ones are collected on the mapping page.",
  ],
};

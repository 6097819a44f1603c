import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { constant, item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

/**
 * ShipStation API v1: the webhook only points to the shipments. Its times have
 * no zone and are Pacific; a voided shipment stays in the list.
 */
export const shipstationV1: Preset = {
  id: "shipstation-v1",
  name: "ShipStation (API v1)",
  via: "thin_webhook",
  scheme: { kind: "none" },
  deduplication: { from: "content" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    zone: "America/Los_Angeles",
    forEach: ["$.shipments[*]"],
    order: [order("name", item("$.orderNumber")), order("custom", item("$.orderKey"))],
    status: [
      { ...constant("voided"), when: { from: "item", path: "$.voided", equals: ["true"] } },
      constant("shipped"),
    ],
    occurredAt: [item("$.createDate"), item("$.shipDate")],
    shipment: {
      reference: [item("$.shipmentId")],
      packages: [{ number: [item("$.trackingNumber")], carrier: [item("$.carrierCode")] }],
      lines: [
        { forEach: ["$.shipmentItems[*]"], sku: [item("$.sku")], quantity: [item("$.quantity")] },
      ],
    },
    fetch: {
      when: { from: "item", path: "$.resource_type", equals: ["SHIP_NOTIFY", "ITEM_SHIP_NOTIFY"] },
      hosts: ["ssapi*.shipstation.com"],
      url: [item("$.resource_url")],
      setQuery: { includeShipmentItems: "True" },
    },
  },
  statusMap: { shipped: "shipped", voided: "cancelled" },
  sample: jsonSample({
    resource_url: "https://ssapi.shipstation.com/shipments?batchId=1&includeShipmentItems=False",
    resource_type: "SHIP_NOTIFY",
  }),
  help: [
    "In ShipStation, open Settings, Integrations, Integration Partners, then Webhooks.",
    "Add a webhook for On Items Shipped with the URL that is shown here.",
    "These webhooks are not signed: the URL is the secret, and Handoff believes only what it fetches.",
    "Enter your API key and secret (Settings, Account, API Settings) as the source's credentials.",
  ],
};

import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { item, jsonSample } from "./parts.ts";
import { shipstationV1Poller } from "./pollers/shipstation-v1.ts";
import { shipstationV1Fields } from "./shipstation-v1-fields.ts";
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
    ...shipstationV1Fields,
    polled: shipstationV1Poller.polled,
    fetch: {
      when: { from: "item", path: "$.resource_type", equals: ["SHIP_NOTIFY", "ITEM_SHIP_NOTIFY"] },
      hosts: ["ssapi*.shipstation.com"],
      url: [item("$.resource_url")],
      setQuery: { includeShipmentItems: "True" },
    },
  },
  access: {
    baseUrl: "https://ssapi.shipstation.com",
    inputs: [
      { name: "api_key", label: "API key", isSecret: true },
      { name: "api_secret", label: "API secret", isSecret: true },
    ],
    auth: { kind: "basic", user: "{input.api_key}", password: "{input.api_secret}" },
    tryPath: "/stores",
  },
  statusMap: { shipped: "shipped", voided: "cancelled" },
  poller: shipstationV1Poller.poller,
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

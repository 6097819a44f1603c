import { DEFAULT_TOLERANCE_SECONDS } from "../../signature/scheme.ts";
import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bigcommerceFields } from "./bigcommerce-fields.ts";
import { item, jsonSample } from "./parts.ts";
import { bigcommercePoller } from "./pollers/bigcommerce.ts";
import type { Preset } from "./preset.ts";

/** BigCommerce sends ids only; the shipment is fetched from its API. */
export const bigcommerce: Preset = {
  id: "bigcommerce",
  name: "BigCommerce",
  via: "thin_webhook",
  scheme: {
    kind: "standard_webhooks",
    toleranceSeconds: DEFAULT_TOLERANCE_SECONDS,
    secretFormat: "utf8",
  },
  deduplication: { from: "signed_id" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    ...bigcommerceFields,
    polled: bigcommercePoller.polled,
    fetch: {
      when: {
        from: "item",
        path: "$.scope",
        equals: ["store/shipment/created", "store/shipment/updated"],
      },
      hosts: ["api.bigcommerce.com"],
      template: "https://api.bigcommerce.com/stores/{store}/v2/orders/{order}/shipments/{shipment}",
      values: {
        store: [item("$.producer", { do: "capture", pattern: "^stores/([A-Za-z0-9]+)$" })],
        order: [item("$.data.orderId")],
        shipment: [item("$.data.id")],
      },
    },
  },
  access: {
    baseUrl: "https://api.bigcommerce.com",
    inputs: [
      {
        name: "store",
        label: "Store hash",
        help: "The part after stores/ in the API path of the API account.",
        isSecret: false,
      },
      { name: "access_token", label: "Access token", isSecret: true },
    ],
    auth: { kind: "static", headers: { "x-auth-token": "{input.access_token}" } },
    tryPath: "/stores/{input.store}/v2/time",
  },
  statusMap: { shipped: "shipped" },
  poller: bigcommercePoller.poller,
  sample: jsonSample({
    scope: "store/shipment/created",
    store_id: "1000001",
    data: { type: "shipment", id: 12, orderId: 1001 },
    hash: "0000000000000000000000000000000000000001",
    created_at: 1_768_383_000,
    producer: "stores/abc123",
  }),
  help: [
    "In BigCommerce, open Settings, API, Store-level API accounts, and create one with read access to orders.",
    "Create webhooks through its API for store/shipment/created and store/shipment/updated, destination as shown here.",
    "The signing secret is the API account's client secret; copy it into the secret field here.",
    "Enter the access token as the source's credentials: Handoff fetches each shipment with it.",
  ],
};

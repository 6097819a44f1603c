import { item, order, parent } from "../parts.ts";
import type { JsonTemplate } from "../../../polling/definition/request-schema.ts";
import { UNCHECKED } from "./preset-poller.ts";
import type { PresetPoller } from "./preset-poller.ts";

const DELIVERIES = {
  deliveries: { associations: { stateMachineState: {}, shippingMethod: {} } },
  stateMachineState: {},
};

/** Orders with their deliveries, by the search of the Admin API. */
export const shopwarePoller: PresetPoller = {
  poller: {
    note: `Sign-in and pages as documented; whether an order's updatedAt moves with its deliveries: ${UNCHECKED}`,
    baseUrl: "https://{input.store}",
    inputs: [
      {
        name: "store",
        label: "Shop address",
        help: "Such as shop.example.com, without https://",
        isSecret: false,
      },
      { name: "client_id", label: "Access key ID of the integration", isSecret: false },
      { name: "client_secret", label: "Secret access key", isSecret: true },
    ],
    auth: {
      kind: "client_credentials",
      url: "/api/oauth/token",
      clientId: "{input.client_id}",
      clientSecret: "{input.client_secret}",
      encoding: "json",
    },
    feeds: [
      {
        name: "orders",
        request: search({
          page: "{page:number}",
          limit: "{limit:number}",
          "total-count-mode": 1,
          filter: [{ type: "range", field: "updatedAt", parameters: { gte: "{since}" } }],
          sort: [{ field: "updatedAt", order: "ASC" }],
        }),
        records: { path: "$.data[*]", id: "$.id" },
        paging: { kind: "page", limit: 100, total: { from: "body", path: "$.total" } },
        watermark: {
          kind: "updated_since",
          format: "iso",
          path: "$.updatedAt",
          order: "ascending",
        },
      },
    ],
    openSet: {
      feed: "orders",
      request: search({ ids: "{ids:list}", limit: 100 }),
      batch: 100,
      ended: { path: "$.stateMachineState.technicalName", equals: ["completed", "cancelled"] },
    },
    limits: { requestsPerMinute: 60, burst: 5 },
  },
  polled: {
    format: "json",
    forEach: ["$.deliveries[*]"],
    order: [order("name", parent("$.orderNumber"))],
    status: [item("$.stateMachineState.technicalName")],
    occurredAt: [item("$.updatedAt"), item("$.createdAt")],
    shipment: {
      reference: [item("$.id")],
      packages: [
        { number: [item("$.trackingCodes[*]")], carrier: [item("$.shippingMethod.name")] },
      ],
    },
  },
};

function search(criteria: Readonly<Record<string, JsonTemplate>>) {
  const value = { ...criteria, associations: DELIVERIES };
  return { url: "/api/search/order", body: { kind: "json", value } } as const;
}

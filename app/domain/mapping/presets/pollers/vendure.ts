import type { JsonTemplate } from "../../../polling/definition/request-schema.ts";
import type { PresetPoller } from "./preset-poller.ts";

const FIELDS = `
  id
  code
  state
  updatedAt
  fulfillments {
    id
    state
    method
    trackingCode
    updatedAt
    lines { quantity orderLine { productVariant { sku } } }
  }`;

const LIST = `query HandoffOrders($options: OrderListOptions) {
  orders(options: $options) { totalItems items { ${FIELDS} } }
}`;

/** updatedAt does not move with fulfillments, so what is open is read again in turn. */
export const vendurePoller: PresetPoller = {
  poller: {
    note: "As measured against Vendure 3.7. An API key needs version 3.6; with an older one choose login.",
    inputs: [{ name: "api_key", label: "API key", isSecret: true }],
    auth: { kind: "static", headers: { "vendure-api-key": "{input.api_key}" } },
    feeds: [
      {
        name: "orders",
        request: graphql({
          take: "{limit:number}",
          skip: "{offset:number}",
          filter: { updatedAt: { after: "{since}" }, active: { eq: false } },
          sort: { updatedAt: "ASC" },
        }),
        records: { path: "$.data.orders.items[*]", as: "answer", id: "$.id" },
        paging: {
          kind: "offset",
          limit: 100,
          total: { from: "body", path: "$.data.orders.totalItems" },
        },
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
      request: graphql({ take: 100, filter: { id: { in: "{ids:list}" } } }),
      batch: 100,
      ended: { path: "$.state", equals: ["Delivered", "Cancelled"] },
    },
    failure: {
      path: "$.errors[0].message",
      auth: { path: "$.errors[0].extensions.code", equals: ["FORBIDDEN", "UNAUTHORIZED"] },
    },
  },
};

function graphql(options: Readonly<Record<string, JsonTemplate>>) {
  const body = { kind: "graphql", query: LIST, variables: { options: { ...options } } } as const;
  return { url: "/admin-api", body };
}

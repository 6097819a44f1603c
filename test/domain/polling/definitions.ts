import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";

/** The simulated OMS: a bearer key, numbered pages, oldest change first, open orders read again. */
export const simulatedOms: PollerDefinition = {
  inputs: [{ name: "api_key", label: "API key", isSecret: true }],
  auth: { kind: "static", headers: { Authorization: "Bearer {input.api_key}" } },
  feeds: [
    {
      name: "orders",
      request: {
        url: "/api/orders",
        query: { updated_since: "{since}", page: "{page}", per_page: "{limit}" },
      },
      records: { path: "$.orders[*]", id: "$.id" },
      paging: {
        kind: "page",
        limit: 50,
        pages: { from: "body", path: "$.pages" },
        total: { from: "body", path: "$.total" },
      },
      watermark: {
        kind: "updated_since",
        format: "iso",
        path: "$.updated_at",
        order: "ascending",
        granularitySeconds: 1,
      },
    },
  ],
  openSet: {
    feed: "orders",
    request: { url: "/api/orders", query: { ids: "{ids}", per_page: "{limit}" } },
    batch: 50,
    ended: { path: "$.status", equals: ["delivered", "cancelled"] },
  },
  limits: { requestsPerMinute: 6000, burst: 100 },
};

/** The same, with what it tells of its own webhooks. */
export const withWebhookReports: PollerDefinition = {
  ...simulatedOms,
  eventLog: {
    request: {
      url: "/api/events",
      query: { since: "{since}", page: "{page}", per_page: "{limit}" },
    },
    records: "$.events[*]",
    paging: { kind: "page", limit: 20, pages: { from: "body", path: "$.pages" } },
    watermark: { kind: "updated_since", format: "iso", path: "$.occurredAt", order: "ascending" },
    lines: {
      attempts: "$.attempts[*]",
      event: "$.id",
      orders: ["$.order_name"],
      status: "$.status",
      at: "$.sentAt",
      url: "$.url",
      responseCode: "$.responseCode",
      milliseconds: "$.durationMilliseconds",
      exhausted: { path: "$.fate", equals: ["exhausted"] },
    },
  },
  registration: { request: { url: "/api/webhooks" }, urls: "$.webhooks[*].url" },
};

/** A GraphQL source with a login session. */
export const graphqlShop: PollerDefinition = {
  inputs: [
    { name: "user", label: "User name", isSecret: false },
    { name: "password", label: "Password", isSecret: true },
  ],
  auth: {
    kind: "login",
    request: {
      url: "/admin-api",
      body: {
        kind: "graphql",
        query:
          "mutation($u: String!, $p: String!) { login(username: $u, password: $p) { __typename } }",
        variables: { u: "{input.user}", p: "{input.password}" },
      },
    },
    token: { from: "header", name: "vendure-auth-token" },
    idleSeconds: 3600,
  },
  feeds: [
    {
      name: "orders",
      request: {
        url: "/admin-api",
        body: {
          kind: "graphql",
          query:
            "query($options: OrderListOptions) { orders(options: $options) { totalItems items { id code state updatedAt } } }",
          variables: {
            options: {
              take: "{limit:number}",
              skip: "{offset:number}",
              filter: { updatedAt: { after: "{since}" } },
              sort: { updatedAt: "ASC" },
            },
          },
        },
      },
      records: { path: "$.data.orders.items[*]", as: "answer", id: "$.id" },
      paging: {
        kind: "offset",
        limit: 100,
        total: { from: "body", path: "$.data.orders.totalItems" },
      },
      watermark: { kind: "updated_since", format: "iso", path: "$.updatedAt", order: "ascending" },
    },
  ],
  openSet: {
    feed: "orders",
    request: {
      url: "/admin-api",
      body: {
        kind: "graphql",
        query:
          "query($ids: [String!]) { orders(options: { filter: { id: { in: $ids } } }) { items { id code state } } }",
        variables: { ids: "{ids:list}" },
      },
    },
    batch: 50,
    ended: { path: "$.state", equals: ["Delivered", "Cancelled"] },
  },
  failure: {
    path: "$.errors[0].message",
    auth: { path: "$.errors[0].extensions.code", equals: ["FORBIDDEN", "UNAUTHORIZED"] },
  },
};

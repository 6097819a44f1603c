import type { PollPage } from "./poll-page.ts";

/** Answers of shop platforms. */
export const PAGES_OF_SHOPS: readonly PollPage[] = [
  {
    preset: "woocommerce",
    feed: "orders",
    inputs: { store: "shop.example.com", key: "ck_1", secret: "cs_1" },
    asks: {
      url: "https://shop.example.com/wp-json/wc/v3/orders?modified_after=2026-01-14T08%3A58%3A00.000Z&dates_are_gmt=true&orderby=modified&order=asc&per_page=50&page=1",
      header: ["authorization", `Basic ${Buffer.from("ck_1:cs_1").toString("base64")}`],
    },
    answer: [
      {
        id: 7001,
        number: "1001",
        status: "completed",
        date_modified_gmt: "2026-01-14T09:30:00",
        meta_data: [
          {
            key: "_wc_shipment_tracking_items",
            value: [{ tracking_number: "TEST0000000001", tracking_provider: "Example Post" }],
          },
        ],
      },
    ],
    ids: ["7001"],
    changedAt: "2026-01-14T09:30:00.000Z",
    updates: [
      {
        order: "1001",
        milestone: "shipped",
        tracking: "TEST0000000001",
        occurredAt: "2026-01-14T09:30:00.000Z",
      },
    ],
  },
  {
    preset: "bigcommerce",
    feed: "orders",
    inputs: { store: "abc123", token: "x" },
    asks: {
      url: "https://api.bigcommerce.com/stores/abc123/v2/orders?min_date_modified=Wed%2C+14+Jan+2026+08%3A58%3A00+GMT&sort=date_modified%3Aasc&page=1&limit=100",
      header: ["X-Auth-Token", "x"],
    },
    answer: [
      { id: 1001, status_id: 2, date_modified: "Wed, 14 Jan 2026 09:30:00 +0000" },
      { id: 1002, status_id: 1, date_modified: "Wed, 14 Jan 2026 09:31:00 +0000" },
    ],
    detail: [
      {
        id: 12,
        order_id: 1001,
        date_created: "Wed, 14 Jan 2026 09:30:00 +0000",
        tracking_number: "TEST0000000001",
        tracking_carrier: "example",
        items: [{ order_product_id: 5, quantity: 2 }],
      },
    ],
    ids: ["1001"],
    changedAt: "2026-01-14T09:30:00.000Z",
    updates: [
      {
        order: "1001",
        milestone: "shipped",
        tracking: "TEST0000000001",
        occurredAt: "2026-01-14T09:30:00.000Z",
      },
    ],
  },
  {
    preset: "vendure",
    feed: "orders",
    inputs: { api_key: "vk" },
    asks: {
      url: "https://vendure.example.com/admin-api",
      header: ["vendure-api-key", "vk"],
      body: {
        variables: {
          options: {
            take: 100,
            skip: 0,
            filter: {
              updatedAt: { after: "2026-01-14T08:58:00.000Z" },
              active: { eq: false },
            },
          },
        },
      },
    },
    answer: {
      data: {
        orders: {
          totalItems: 1,
          items: [
            {
              id: "1",
              code: "VENDURETEST1001",
              state: "Shipped",
              updatedAt: "2026-01-14T09:00:00.000Z",
              fulfillments: [
                {
                  id: "1",
                  state: "Shipped",
                  method: "Example Post",
                  trackingCode: "TEST0000000001",
                  updatedAt: "2026-01-14T09:30:00.000Z",
                  lines: [{ quantity: 2, orderLine: { productVariant: { sku: "MUG-BLUE" } } }],
                },
              ],
            },
          ],
        },
      },
    },
    ids: ["1"],
    changedAt: "2026-01-14T09:00:00.000Z",
    updates: [
      {
        order: "VENDURETEST1001",
        milestone: "shipped",
        tracking: "TEST0000000001",
        occurredAt: "2026-01-14T09:30:00.000Z",
      },
    ],
  },
  {
    preset: "shopware",
    feed: "orders",
    inputs: { store: "shop.example.com", client_id: "SWIA", client_secret: "s" },
    asks: {
      url: "https://shop.example.com/api/search/order",
      header: ["authorization", "Bearer session-token"],
      body: {
        page: 1,
        limit: 100,
        filter: [
          { type: "range", field: "updatedAt", parameters: { gte: "2026-01-14T08:58:00.000Z" } },
        ],
      },
    },
    answer: {
      total: 1,
      data: [
        {
          id: "o-1",
          orderNumber: "1001",
          updatedAt: "2026-01-14T09:31:00.000+00:00",
          stateMachineState: { technicalName: "in_progress" },
          deliveries: [
            {
              id: "d-1",
              trackingCodes: ["TEST0000000001"],
              updatedAt: "2026-01-14T09:30:00.000+00:00",
              stateMachineState: { technicalName: "shipped" },
              shippingMethod: { name: "Example Post" },
            },
          ],
        },
      ],
    },
    ids: ["o-1"],
    changedAt: "2026-01-14T09:31:00.000Z",
    updates: [
      {
        order: "1001",
        milestone: "shipped",
        tracking: "TEST0000000001",
        occurredAt: "2026-01-14T09:30:00.000Z",
      },
    ],
  },
];

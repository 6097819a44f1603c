import type { PollPage } from "./poll-page.ts";

/** Answers of systems that ship and track. */
export const PAGES_OF_SHIPPERS: readonly PollPage[] = [
  {
    preset: "shipstation-v1",
    feed: "created",
    inputs: { api_key: "k", api_secret: "s" },
    asks: {
      // nine in the morning in UTC is one in the morning in Los Angeles
      url: "https://ssapi.shipstation.com/shipments?createDateStart=2026-01-14+00%3A45%3A00&sortBy=CreateDate&page=1&pageSize=500&includeShipmentItems=true",
      header: ["authorization", `Basic ${Buffer.from("k:s").toString("base64")}`],
    },
    answer: {
      shipments: [
        {
          shipmentId: 90001,
          orderNumber: "#1001",
          orderKey: "key-1",
          createDate: "2026-01-14T01:30:00.0000000",
          shipDate: "2026-01-14",
          trackingNumber: "TEST0000000001",
          carrierCode: "example_post",
          voided: false,
          shipmentItems: [{ sku: "MUG-BLUE", quantity: 2 }],
        },
      ],
      total: 1,
      page: 1,
      pages: 1,
    },
    ids: ["90001"],
    changedAt: null,
    updates: [
      {
        order: "#1001",
        milestone: "shipped",
        tracking: "TEST0000000001",
        occurredAt: "2026-01-14T09:30:00.000Z",
      },
    ],
  },
  {
    preset: "shipstation-v2",
    feed: "labels",
    inputs: { api_key: "k" },
    asks: {
      url: "https://api.shipstation.com/v2/labels?created_at_start=2026-01-14T08%3A58%3A00.000Z&sort_by=created_at&sort_dir=asc&page=1&page_size=100",
      header: ["api-key", "k"],
    },
    answer: {
      labels: [
        {
          label_id: "se-1",
          status: "completed",
          tracking_status: "in_transit",
          tracking_number: "TEST0000000001",
          carrier_code: "example_post",
          created_at: "2026-01-14T09:30:00Z",
          voided: false,
        },
        {
          label_id: "se-2",
          status: "completed",
          tracking_status: "unknown",
          tracking_number: "TEST0000000002",
          carrier_code: "example_post",
          created_at: "2026-01-14T09:31:00Z",
          voided: false,
        },
      ],
      total: 2,
      page: 1,
      pages: 1,
    },
    ids: ["se-1", "se-2"],
    changedAt: "2026-01-14T09:30:00.000Z",
    updates: [
      {
        order: "TEST0000000001",
        milestone: "in_transit",
        tracking: "TEST0000000001",
        occurredAt: null,
      },
      {
        order: "TEST0000000002",
        milestone: "processing",
        tracking: "TEST0000000002",
        occurredAt: null,
      },
    ],
  },
  {
    preset: "shipbob",
    feed: "changed",
    inputs: { token: "pat", channel: "7" },
    asks: {
      url: "https://api.shipbob.com/2026-01/order?LastUpdateStartDate=2026-01-14T08%3A50%3A00.000Z&Page=1&Limit=250",
      header: ["authorization", "Bearer pat"],
    },
    answer: [
      {
        id: 100001,
        order_number: "#1001",
        reference_id: "r-1",
        status: "Fulfilled",
        shipments: [
          {
            id: 500001,
            status: "Completed",
            last_update_at: "2026-01-14T09:30:00Z",
            location: { name: "Cicero (IL)" },
            tracking: { carrier: "Example Post", tracking_number: "TEST0000000001" },
            products: [{ sku: "MUG-BLUE", inventory_items: [{ quantity: 2 }] }],
          },
        ],
      },
    ],
    ids: ["100001"],
    changedAt: null,
    updates: [
      {
        order: "#1001",
        milestone: "shipped",
        tracking: "TEST0000000001",
        occurredAt: "2026-01-14T09:30:00.000Z",
      },
    ],
  },
  {
    preset: "easypost",
    feed: "trackers",
    inputs: { api_key: "EZAK" },
    asks: {
      url: "https://api.easypost.com/v2/trackers?start_datetime=2026-01-14T08%3A58%3A00.000Z&page_size=100",
      header: ["authorization", `Basic ${Buffer.from("EZAK:").toString("base64")}`],
    },
    answer: {
      trackers: [
        {
          id: "trk_1",
          object: "Tracker",
          tracking_code: "TEST0000000001",
          status: "out_for_delivery",
          carrier: "ExamplePost",
          created_at: "2026-01-14T09:00:00Z",
          updated_at: "2026-01-14T09:31:00Z",
          tracking_details: [
            { status: "in_transit", datetime: "2026-01-14T09:10:00Z" },
            { status: "out_for_delivery", datetime: "2026-01-14T09:30:00Z" },
          ],
        },
      ],
      has_more: false,
    },
    ids: ["trk_1"],
    changedAt: "2026-01-14T09:00:00.000Z",
    updates: [
      {
        order: "TEST0000000001",
        milestone: "out_for_delivery",
        tracking: "TEST0000000001",
        occurredAt: "2026-01-14T09:30:00.000Z",
      },
    ],
  },
  {
    preset: "aftership",
    feed: "trackings",
    inputs: { api_key: "asat" },
    asks: {
      url: "https://api.aftership.com/tracking/2025-07/trackings?updated_at_min=2026-01-14T08%3A58%3A00.000Z&limit=200",
      header: ["as-api-key", "asat"],
    },
    answer: {
      meta: { code: 200 },
      data: {
        pagination: { total: 1, next_cursor: null, has_next_page: false },
        trackings: [
          {
            id: "t-1",
            tracking_number: "TEST0000000001",
            slug: "example-post",
            order_number: "#1001",
            tag: "Delivered",
            updated_at: "2026-01-14T09:31:00+00:00",
            checkpoints: [{ checkpoint_time: "2026-01-14T09:30:00", tag: "Delivered" }],
          },
        ],
      },
    },
    ids: ["t-1"],
    changedAt: "2026-01-14T09:31:00.000Z",
    updates: [
      {
        order: "#1001",
        milestone: "delivered",
        tracking: "TEST0000000001",
        occurredAt: "2026-01-14T09:30:00.000Z",
      },
    ],
  },
  {
    preset: "amazon-mcf",
    feed: "orders",
    inputs: { region: "eu", client_id: "c", client_secret: "s", refresh_token: "Atzr|1" },
    asks: {
      url: "https://sellingpartnerapi-eu.amazon.com/fba/outbound/2020-07-01/fulfillmentOrders?queryStartDate=2026-01-14T08%3A58%3A00.000Z",
      header: ["x-amz-access-token", "session-token"],
    },
    answer: {
      payload: {
        fulfillmentOrders: [
          { sellerFulfillmentOrderId: "#1001", statusUpdatedDate: "2026-01-14T09:30:00Z" },
        ],
      },
    },
    detail: {
      payload: {
        fulfillmentOrder: {
          sellerFulfillmentOrderId: "#1001",
          fulfillmentOrderStatus: "COMPLETE",
          statusUpdatedDate: "2026-01-14T09:30:00Z",
        },
        fulfillmentShipments: [
          {
            amazonShipmentId: "S1",
            fulfillmentShipmentStatus: "SHIPPED",
            shippingDate: "2026-01-14T09:20:00Z",
            fulfillmentShipmentItem: [{ sellerSku: "MUG-BLUE", quantity: 2 }],
            fulfillmentShipmentPackage: [
              { packageNumber: 1, carrierCode: "EXAMPLE", trackingNumber: "TEST0000000001" },
            ],
          },
        ],
      },
    },
    ids: ["#1001"],
    changedAt: "2026-01-14T09:30:00.000Z",
    updates: [
      {
        order: "#1001",
        milestone: "shipped",
        tracking: "TEST0000000001",
        occurredAt: "2026-01-14T09:20:00.000Z",
      },
    ],
  },
];

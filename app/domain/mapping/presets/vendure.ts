import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { item, jsonSample, order, parent } from "./parts.ts";
import { vendurePoller } from "./pollers/vendure.ts";
import type { Preset } from "./preset.ts";

/**
 * Vendure has no webhooks of its own: a poll of its Admin API, or a plugin of
 * yours that sends the same answer. An order's updatedAt does not move with
 * its fulfillments, so open orders must be read again in turn.
 */
export const vendure: Preset = {
  id: "vendure",
  name: "Vendure",
  via: "poll",
  scheme: {
    kind: "token",
    place: { from: "header", name: "authorization", syntax: { kind: "prefix", prefix: "Bearer " } },
  },
  deduplication: { from: "content" },
  response: STANDARD_RESPONSE,
  mapping: {
    format: "json",
    forEach: ["$.data.orders.items[*]", "$.fulfillments[*]"],
    order: [order("name", parent("$.code"))],
    status: [item("$.state")],
    occurredAt: [item("$.updatedAt")],
    shipment: {
      reference: [item("$.id")],
      packages: [{ number: [item("$.trackingCode")], carrier: [item("$.method")] }],
      lines: [
        {
          forEach: ["$.lines[*]"],
          sku: [item("$.orderLine.productVariant.sku")],
          quantity: [item("$.quantity")],
        },
      ],
    },
  },
  statusMap: {
    Created: "processing",
    Pending: "processing",
    Shipped: "shipped",
    Delivered: "delivered",
    Cancelled: "cancelled",
  },
  poller: vendurePoller.poller,
  sample: jsonSample({
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
  }),
  help: [
    "In Vendure's admin, create a role that may read orders, and an administrator or API key with that role.",
    "Enter its credentials as the source's polling credentials; the Admin API is at /admin-api.",
    "To be faster than the poll, let a plugin POST the same orders query's answer to the URL that is shown here.",
  ],
};

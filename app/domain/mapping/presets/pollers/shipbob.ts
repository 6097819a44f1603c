import { item, order, parent } from "../parts.ts";
import { UNCHECKED } from "./preset-poller.ts";
import type { PresetPoller } from "./preset-poller.ts";

const FEED = {
  records: { path: "$[*]", id: "$.id" },
  paging: { kind: "page", limit: 250 },
  watermark: { kind: "updated_since", format: "iso", overlapSeconds: 600 },
} as const;

/** Orders that changed, and orders whose tracking changed: ShipBob keeps two times. */
export const shipbobPoller: PresetPoller = {
  poller: {
    note: `Address, filters and the wait header as documented; the list by ids: ${UNCHECKED}`,
    baseUrl: "https://api.shipbob.com",
    inputs: [
      { name: "token", label: "Personal access token", isSecret: true },
      { name: "channel", label: "Channel id", isSecret: false },
    ],
    auth: {
      kind: "static",
      headers: { Authorization: "Bearer {input.token}", shipbob_channel_id: "{input.channel}" },
    },
    feeds: [
      { name: "changed", request: listed({ LastUpdateStartDate: "{since}" }), ...FEED },
      { name: "tracked", request: listed({ LastTrackingUpdateStartDate: "{since}" }), ...FEED },
    ],
    openSet: {
      feed: "changed",
      request: { url: "/2026-01/order", query: { IDs: "{ids}", Page: "1", Limit: "250" } },
      batch: 100,
      ended: { path: "$.status", equals: ["Fulfilled", "Cancelled", "ImportReview"] },
      perPoll: 500,
    },
    limits: { waitHeaders: [{ header: "x-retry-after", unit: "seconds" }] },
  },
  polled: {
    format: "json",
    forEach: ["$.shipments[*]"],
    order: [order("name", parent("$.order_number")), order("name", parent("$.reference_id"))],
    status: [
      item("$.tracking.substatus", { do: "when", equals: ["OutForDelivery"] }),
      item("$.status"),
    ],
    statusText: [item("$.status")],
    occurredAt: [item("$.last_update_at"), item("$.created_date")],
    shipment: {
      reference: [item("$.id")],
      location: [item("$.location.name")],
      packages: [
        {
          number: [item("$.tracking.tracking_number")],
          carrier: [item("$.tracking.carrier")],
          url: [item("$.tracking.tracking_url")],
        },
      ],
      lines: [
        {
          forEach: ["$.products[*]"],
          sku: [item("$.sku"), item("$.reference_id")],
          quantity: [item("$.inventory_items[*].quantity", { do: "sum" }), item("$.quantity")],
        },
      ],
    },
  },
};

function listed(filter: Readonly<Record<string, string>>) {
  return { url: "/2026-01/order", query: { ...filter, Page: "{page}", Limit: "{limit}" } };
}

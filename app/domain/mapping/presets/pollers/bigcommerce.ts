import { bigcommerceFields } from "../bigcommerce-fields.ts";
import type { PresetPoller } from "./preset-poller.ts";

/** Shipped, Partially Shipped, Completed and Awaiting Pickup: the others have no shipments yet. */
const WITH_SHIPMENTS = ["2", "3", "10", "8"];

/** Orders that changed; of each that shipped, its shipments. */
export const bigcommercePoller: PresetPoller = {
  poller: {
    note: "As BigCommerce documents its Orders V2 API: the last page is answered with 204.",
    baseUrl: "https://api.bigcommerce.com/stores/{input.store}/v2",
    inputs: [
      { name: "store", label: "Store hash", isSecret: false },
      { name: "token", label: "Access token", isSecret: true },
    ],
    auth: { kind: "static", headers: { "X-Auth-Token": "{input.token}" } },
    headers: { accept: "application/json" },
    feeds: [
      {
        name: "orders",
        request: {
          url: "/orders",
          query: {
            min_date_modified: "{since}",
            sort: "date_modified:asc",
            page: "{page}",
            limit: "{limit}",
          },
        },
        records: {
          path: "$[*]",
          id: "$.id",
          where: { path: "$.status_id", equals: WITH_SHIPMENTS },
        },
        paging: { kind: "page", limit: 100, endsOn: "empty_page" },
        watermark: {
          kind: "updated_since",
          format: "http",
          path: "$.date_modified",
          order: "ascending",
        },
        detail: { request: { url: "/orders/{id}/shipments", query: { limit: "250" } } },
      },
    ],
    limits: {
      requestsPerMinute: 120,
      burst: 10,
      waitHeaders: [{ header: "X-Rate-Limit-Time-Reset-Ms", unit: "milliseconds" }],
      remaining: { header: "X-Rate-Limit-Requests-Left", keep: 5 },
    },
  },
  polled: bigcommerceFields,
};

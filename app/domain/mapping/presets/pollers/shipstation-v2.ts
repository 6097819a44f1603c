import { constant, item, order } from "../parts.ts";
import { UNCHECKED } from "./preset-poller.ts";
import type { PresetPoller } from "./preset-poller.ts";

/** Labels with what their carrier says; those that are under way are read again. */
export const shipstationV2Poller: PresetPoller = {
  poller: {
    note: `The key's header, pages and Retry-After as documented; the list of labels and its filter: ${UNCHECKED}`,
    baseUrl: "https://api.shipstation.com",
    inputs: [{ name: "api_key", label: "API key", isSecret: true }],
    auth: { kind: "static", headers: { "api-key": "{input.api_key}" } },
    feeds: [
      {
        name: "labels",
        request: {
          url: "/v2/labels",
          query: {
            created_at_start: "{since}",
            sort_by: "created_at",
            sort_dir: "asc",
            page: "{page}",
            page_size: "{limit}",
          },
        },
        records: { path: "$.labels[*]", id: "$.label_id" },
        paging: { kind: "page", limit: 100, pages: { from: "body", path: "$.pages" } },
        watermark: {
          kind: "updated_since",
          format: "iso",
          path: "$.created_at",
          order: "ascending",
        },
      },
    ],
    openSet: {
      feed: "labels",
      request: { url: "/v2/labels/{id}" },
      ended: { path: "$.tracking_status", equals: ["delivered"] },
      perPoll: 100,
      maximumDays: 45,
    },
    limits: { requestsPerMinute: 100, burst: 10 },
  },
  polled: {
    format: "json",
    zone: "UTC",
    where: { from: "item", path: "$.tracking_number", present: true },
    order: [order("tracking", item("$.tracking_number"))],
    status: [
      { ...constant("voided"), when: { from: "item", path: "$.voided", equals: ["true"] } },
      item("$.tracking_status", { do: "when", equals: ["in_transit", "delivered", "error"] }),
      constant("label_created"),
    ],
    // A label does not say when its carrier had it, so the order of arrival decides.
    shipment: {
      packages: [{ number: [item("$.tracking_number")], carrier: [item("$.carrier_code")] }],
    },
  },
};

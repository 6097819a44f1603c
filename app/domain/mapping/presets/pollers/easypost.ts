import { item, order } from "../parts.ts";
import { UNCHECKED } from "./preset-poller.ts";
import type { PresetPoller } from "./preset-poller.ts";

/** New trackers, newest first; those that have not arrived are read again one by one. */
export const easypostPoller: PresetPoller = {
  poller: {
    note: `Sign-in, has_more and page size as recorded; that start_datetime compares the creation: ${UNCHECKED}`,
    baseUrl: "https://api.easypost.com",
    inputs: [{ name: "api_key", label: "API key (production)", isSecret: true }],
    auth: { kind: "basic", user: "{input.api_key}", password: "" },
    feeds: [
      {
        name: "trackers",
        request: {
          url: "/v2/trackers",
          query: { start_datetime: "{since}", before_id: "{last_id}", page_size: "{limit}" },
        },
        records: { path: "$.trackers[*]", id: "$.id" },
        paging: { kind: "last_id", limit: 100, path: "$.id", hasMore: "$.has_more" },
        watermark: {
          kind: "updated_since",
          format: "iso",
          path: "$.created_at",
          order: "descending",
        },
      },
    ],
    openSet: {
      feed: "trackers",
      request: { url: "/v2/trackers/{id}" },
      ended: {
        path: "$.status",
        equals: ["delivered", "return_to_sender", "failure", "cancelled"],
      },
      perPoll: 200,
      maximumDays: 45,
    },
    limits: { requestsPerMinute: 120, burst: 5 },
  },
  polled: {
    format: "json",
    order: [order("tracking", item("$.tracking_code"))],
    status: [item("$.status")],
    occurredAt: [
      item("$.tracking_details", { do: "last" }, { do: "path", path: "$.datetime" }),
      item("$.updated_at"),
    ],
    shipment: {
      packages: [
        {
          number: [item("$.tracking_code")],
          carrier: [item("$.carrier")],
          url: [item("$.public_url")],
        },
      ],
    },
  },
};

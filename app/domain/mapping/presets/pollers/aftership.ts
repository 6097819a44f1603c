import { item, order } from "../parts.ts";
import { UNCHECKED } from "./preset-poller.ts";
import type { PresetPoller } from "./preset-poller.ts";

/** Trackings that changed, by the cursor of the API. */
export const aftershipPoller: PresetPoller = {
  poller: {
    note: `The key's header, updated_at_min and the reset header as recorded; the version in the address and the cursor's place: ${UNCHECKED}`,
    baseUrl: "https://api.aftership.com",
    inputs: [{ name: "api_key", label: "API key", isSecret: true }],
    auth: { kind: "static", headers: { "as-api-key": "{input.api_key}" } },
    feeds: [
      {
        name: "trackings",
        request: {
          url: "/tracking/2025-07/trackings",
          query: { updated_at_min: "{since}", cursor: "{cursor}", limit: "{limit}" },
        },
        records: { path: "$.data.trackings[*]", id: "$.id" },
        paging: {
          kind: "cursor",
          limit: 200,
          next: { from: "body", path: "$.data.pagination.next_cursor" },
          hasMore: "$.data.pagination.has_next_page",
        },
        watermark: { kind: "updated_since", format: "iso", path: "$.updated_at" },
      },
    ],
    limits: {
      requestsPerMinute: 300,
      burst: 5,
      waitHeaders: [{ header: "X-RateLimit-Reset", unit: "unix_seconds" }],
      remaining: { header: "X-RateLimit-Remaining" },
    },
  },
  polled: {
    format: "json",
    zone: "UTC",
    order: [
      order("name", item("$.order_number")),
      order("id", item("$.order_id")),
      order("tracking", item("$.tracking_number")),
    ],
    status: [item("$.tag")],
    occurredAt: [
      item(
        "$.checkpoints",
        { do: "maxBy", path: "$.checkpoint_time" },
        { do: "path", path: "$.checkpoint_time" },
      ),
      item("$.updated_at"),
    ],
    shipment: {
      packages: [
        {
          number: [item("$.tracking_number")],
          carrier: [item("$.slug")],
          url: [item("$.courier_tracking_link")],
        },
      ],
    },
  },
};

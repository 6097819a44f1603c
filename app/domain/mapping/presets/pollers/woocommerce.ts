import type { PresetPoller } from "./preset-poller.ts";

/** Orders as the webhooks have them, oldest change first. */
export const woocommercePoller: PresetPoller = {
  poller: {
    note: "As WooCommerce documents its REST API (wc/v3).",
    baseUrl: "https://{input.store}",
    inputs: [
      {
        name: "store",
        label: "Store address",
        help: "Such as shop.example.com, without https://",
        isSecret: false,
      },
      { name: "key", label: "Consumer key (ck_…)", isSecret: false },
      { name: "secret", label: "Consumer secret (cs_…)", isSecret: true },
    ],
    auth: { kind: "basic", user: "{input.key}", password: "{input.secret}" },
    feeds: [
      {
        name: "orders",
        request: {
          url: "/wp-json/wc/v3/orders",
          query: {
            modified_after: "{since}",
            dates_are_gmt: "true",
            orderby: "modified",
            order: "asc",
            per_page: "{limit}",
            page: "{page}",
          },
        },
        records: { path: "$[*]", id: "$.id" },
        paging: {
          kind: "page",
          limit: 50,
          pages: { from: "header", name: "X-WP-TotalPages" },
        },
        watermark: {
          kind: "updated_since",
          format: "iso",
          zone: "UTC",
          path: "$.date_modified_gmt",
          order: "ascending",
        },
      },
    ],
    limits: { requestsPerMinute: 60, burst: 5 },
  },
};

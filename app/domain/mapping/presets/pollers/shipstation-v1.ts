import { shipstationV1Fields } from "../shipstation-v1-fields.ts";
import { UNCHECKED } from "./preset-poller.ts";
import type { PresetPoller } from "./preset-poller.ts";

/** The API compares Pacific times without a zone. */
const PACIFIC = {
  kind: "updated_since",
  format: "yyyy-MM-dd HH:mm:ss",
  zone: "America/Los_Angeles",
  overlapSeconds: 900,
} as const;

const PAGES = {
  kind: "page",
  limit: 500,
  pages: { from: "body", path: "$.pages" },
} as const;

const RECORDS = { path: "$.shipments[*]", as: "answer", id: "$.shipmentId" } as const;

/** New shipments and newly voided ones; the lists say neither when a shipment last changed. */
export const shipstationV1Poller: PresetPoller = {
  poller: {
    note: `Paging, limits and sign-in as documented; the names of the time filters and their zone: ${UNCHECKED}`,
    baseUrl: "https://ssapi.shipstation.com",
    inputs: [
      { name: "api_key", label: "API key", isSecret: false },
      { name: "api_secret", label: "API secret", isSecret: true },
    ],
    auth: { kind: "basic", user: "{input.api_key}", password: "{input.api_secret}" },
    feeds: [
      {
        name: "created",
        request: listed({ createDateStart: "{since}", sortBy: "CreateDate" }),
        records: RECORDS,
        paging: PAGES,
        watermark: PACIFIC,
      },
      {
        name: "voided",
        request: listed({ voidDateStart: "{since}" }),
        records: RECORDS,
        paging: PAGES,
        watermark: PACIFIC,
      },
    ],
    single: {
      feed: "created",
      request: listed({ orderNumber: "{order_name}" }),
      path: "$.shipments[*]",
    },
    limits: {
      requestsPerMinute: 40,
      burst: 5,
      waitHeaders: [{ header: "X-Rate-Limit-Reset", unit: "seconds" }],
      remaining: { header: "X-Rate-Limit-Remaining" },
    },
  },
  polled: shipstationV1Fields,
};

function listed(query: Readonly<Record<string, string>>) {
  const paging = { page: "{page}", pageSize: "{limit}", includeShipmentItems: "true" };
  return { url: "/shipments", query: { ...query, ...paging } };
}

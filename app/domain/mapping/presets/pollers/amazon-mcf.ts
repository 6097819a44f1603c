import { item, order, parent } from "../parts.ts";
import { UNCHECKED } from "./preset-poller.ts";
import type { PresetPoller } from "./preset-poller.ts";

const ADDRESS = "/fba/outbound/2020-07-01/fulfillmentOrders";

/** Fulfillment orders that changed, each asked for whole. */
export const amazonMcfPoller: PresetPoller = {
  poller: {
    note: `Sign-in, nextToken, queryStartDate and the limits as Amazon documents them; that the list holds statusUpdatedDate: ${UNCHECKED}`,
    baseUrl: "https://sellingpartnerapi-{input.region}.amazon.com",
    inputs: [
      { name: "region", label: "Region", help: "na, eu or fe", isSecret: false },
      { name: "client_id", label: "LWA client id", isSecret: false },
      { name: "client_secret", label: "LWA client secret", isSecret: true },
      { name: "refresh_token", label: "LWA refresh token", isSecret: true },
    ],
    auth: {
      kind: "refresh_token",
      url: "https://api.amazon.com/auth/o2/token",
      clientId: "{input.client_id}",
      clientSecret: "{input.client_secret}",
      refreshToken: "{input.refresh_token}",
      use: { headers: { "x-amz-access-token": "{token}" } },
    },
    feeds: [
      {
        name: "orders",
        request: {
          url: ADDRESS,
          query: { queryStartDate: "{since}", nextToken: "{cursor}" },
        },
        records: {
          path: "$.payload.fulfillmentOrders[*]",
          id: "$.sellerFulfillmentOrderId",
        },
        paging: {
          kind: "cursor",
          limit: 50,
          next: { from: "body", path: "$.payload.nextToken" },
        },
        watermark: { kind: "updated_since", format: "iso", path: "$.statusUpdatedDate" },
        detail: { request: { url: `${ADDRESS}/{id}` } },
      },
    ],
    limits: { requestsPerMinute: 120, burst: 30 },
  },
  polled: {
    format: "json",
    forEach: ["$.payload.fulfillmentShipments[*]"],
    order: [
      order("name", parent("$.payload.fulfillmentOrder.sellerFulfillmentOrderId")),
      order("name", parent("$.payload.fulfillmentOrder.displayableOrderId")),
    ],
    status: [item("$.fulfillmentShipmentStatus")],
    occurredAt: [item("$.shippingDate"), parent("$.payload.fulfillmentOrder.statusUpdatedDate")],
    shipment: {
      reference: [item("$.amazonShipmentId")],
      packages: [
        {
          forEach: ["$.fulfillmentShipmentPackage[*]"],
          number: [item("$.trackingNumber")],
          carrier: [item("$.carrierCode")],
        },
      ],
      lines: [
        {
          forEach: ["$.fulfillmentShipmentItem[*]"],
          sku: [item("$.sellerSku")],
          quantity: [item("$.quantity")],
        },
      ],
    },
  },
};

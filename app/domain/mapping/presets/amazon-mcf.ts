import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { item, jsonSample, order } from "./parts.ts";
import { amazonMcfPoller } from "./pollers/amazon-mcf.ts";
import type { Preset } from "./preset.ts";

const BODY = "$.Payload.FulfillmentOrderStatusNotification";

/** Amazon Multi-Channel Fulfillment: FULFILLMENT_ORDER_STATUS from an SQS queue. One update a shipment, with all its packages. */
export const amazonMcf: Preset = {
  id: "amazon-mcf",
  name: "Amazon Multi-Channel Fulfillment",
  via: "queue",
  scheme: { kind: "none" },
  deduplication: { from: "body", path: "$.NotificationMetadata.NotificationId" },
  response: STANDARD_RESPONSE,
  mapping: {
    format: "json",
    order: [order("name", item(`${BODY}.SellerFulfillmentOrderId`))],
    status: [
      item(`${BODY}.FulfillmentShipment.FulfillmentShipmentStatus`),
      item(`${BODY}.FulfillmentOrderStatus`),
    ],
    occurredAt: [item(`${BODY}.StatusUpdatedDateTime`), item("$.EventTime")],
    eventId: [item("$.NotificationMetadata.NotificationId")],
    shipment: {
      reference: [item(`${BODY}.FulfillmentShipment.AmazonShipmentId`)],
      packages: [
        {
          forEach: [`${BODY}.FulfillmentShipment.FulfillmentShipmentPackages[*]`],
          number: [item("$.TrackingNumber")],
          carrier: [item("$.CarrierCode")],
        },
      ],
    },
    polled: amazonMcfPoller.polled,
  },
  statusMap: {
    RECEIVED: "received",
    NEW: "received",
    PLANNING: "processing",
    PROCESSING: "processing",
    PENDING: "processing",
    PROCESSED: "processing",
    SHIPPED: "shipped",
    COMPLETE: "shipped",
    COMPLETE_PARTIALLED: "ignore",
    CANCELLED: "cancelled",
    CANCELLED_BY_FULFILLER: "cancelled",
    CANCELLED_BY_SELLER: "cancelled",
    UNFULFILLABLE: "on_hold",
    INVALID: "on_hold",
  },
  poller: amazonMcfPoller.poller,
  sample: jsonSample({
    NotificationType: "FULFILLMENT_ORDER_STATUS",
    EventTime: "2026-01-14T09:30:00.000Z",
    Payload: {
      FulfillmentOrderStatusNotification: {
        SellerFulfillmentOrderId: "#1001",
        FulfillmentOrderStatus: "COMPLETE",
        StatusUpdatedDateTime: "2026-01-14T09:30:00.000Z",
        FulfillmentShipment: {
          FulfillmentShipmentStatus: "SHIPPED",
          AmazonShipmentId: "TESTSHIP1",
          FulfillmentShipmentPackages: [
            { PackageNumber: 1, CarrierCode: "EXAMPLE_POST", TrackingNumber: "TEST0000000001" },
          ],
        },
      },
    },
    NotificationMetadata: { NotificationId: "n-1" },
  }),
  help: [
    "In the Selling Partner API, create a destination for your SQS queue and subscribe it to FULFILLMENT_ORDER_STATUS.",
    "Enter the queue and its credentials in the source's queue settings; nothing is sent over HTTP.",
    "The seller's fulfillment order id must be the Shopify order name.",
  ],
};

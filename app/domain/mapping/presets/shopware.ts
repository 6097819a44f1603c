import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bodyHmac, item, jsonSample, order } from "./parts.ts";
import { shopwarePoller } from "./pollers/shopware.ts";
import type { Preset } from "./preset.ts";

/** Shopware 6 app webhooks on the state of an order's delivery. */
export const shopware: Preset = {
  id: "shopware",
  name: "Shopware 6",
  via: "webhook",
  scheme: bodyHmac("shopware-shop-signature", "hex"),
  deduplication: { from: "body", path: "$.source.eventId" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    order: [order("name", item("$.data.payload.order.orderNumber"))],
    status: [item("$.data.event")],
    occurredAt: [item("$.timestamp", { do: "date", formats: ["unix_seconds"] })],
    eventId: [item("$.source.eventId")],
    shipment: {
      reference: [item("$.data.payload.order.deliveries[0].id")],
      packages: [
        {
          forEach: ["$.data.payload.order.deliveries[*]"],
          number: [item("$.trackingCodes[*]")],
          carrier: [item("$.shippingMethod.name")],
        },
      ],
    },
    polled: shopwarePoller.polled,
  },
  statusMap: {
    "state_enter.order.state.in_progress": "processing",
    "state_enter.order.state.cancelled": "cancelled",
    "state_enter.order.state.completed": "ignore",
    "state_enter.order_delivery.state.open": "processing",
    "state_enter.order_delivery.state.shipped": "shipped",
    "state_enter.order_delivery.state.shipped_partially": "ignore",
    "state_enter.order_delivery.state.returned": "returned",
    "state_enter.order_delivery.state.cancelled": "cancelled",
    open: "processing",
    shipped: "shipped",
    shipped_partially: "ignore",
    returned: "returned",
    returned_partially: "ignore",
    cancelled: "cancelled",
  },
  poller: shopwarePoller.poller,
  sample: jsonSample({
    data: {
      event: "state_enter.order_delivery.state.shipped",
      payload: {
        order: {
          orderNumber: "1001",
          deliveries: [
            {
              id: "d00000000000000000000000000000a1",
              trackingCodes: ["TEST0000000001"],
              shippingMethod: { name: "Example Post" },
            },
          ],
        },
      },
    },
    source: { url: "https://shop.example.com", shopId: "s1", eventId: "e-1" },
    timestamp: 1_768_383_000,
  }),
  help: [
    "In your Shopware app's manifest.xml, add a webhook with the URL that is shown here.",
    "Event state_enter.order_delivery.state.shipped; repeat for the other states of a delivery.",
    "The signing secret is the shop secret of the app's registration; copy it into the secret field here.",
    "shipped_partially does not say which lines went out, so it is ignored; poll for it.",
  ],
};

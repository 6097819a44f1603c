import type { CreateFulfillment } from "../../../app/domain/plan/step.ts";
import type { FulfillmentOrder } from "../../../app/domain/storefront/storefront-order.ts";

/** All that is left of these, in two packages of which the customer is told. */
export function whole(fulfillmentOrders: readonly FulfillmentOrder[]): CreateFulfillment {
  return {
    kind: "create_fulfillment",
    key: "shipment:1",
    shipmentKey: "1",
    fulfillmentOrders: fulfillmentOrders.map(({ id, lines }) => ({
      id,
      lines: lines.map((line) => ({ id: line.id, quantity: line.remainingQuantity })),
    })),
    shipmentPieces: [],
    tracking: [
      { number: "1Z1", company: "UPS", url: null },
      { number: "1Z2", company: "UPS", url: "https://track.example/1Z2" },
    ],
    notifyCustomer: true,
  };
}

import type { SimulatedOrder } from "../../bad-input/open-shop.ts";

/** The credentials as ShipStation takes them. */
export const BASIC = `Basic ${Buffer.from("ss-key:ss-secret").toString("base64")}`;

/** One parcel of an order, as its API tells it. */
export function shipment(order: SimulatedOrder, trackingNumber: string) {
  return {
    shipmentId: 33974374,
    orderKey: "k-1",
    orderNumber: order.name,
    createDate: "2026-11-20T09:00:00.0000000",
    shipDate: "2026-11-20",
    trackingNumber,
    carrierCode: "ups",
    voided: false,
    shipmentItems: [{ sku: "MUG", quantity: 1 }],
  };
}

/** Where it says to look. */
export const RESOURCE =
  "https://ssapi6.shipstation.com/shipments?batchId=77&includeShipmentItems=False";

/** What its webhook says: only where to look. */
export const notify = (url = RESOURCE) => ({ resource_url: url, resource_type: "SHIP_NOTIFY" });

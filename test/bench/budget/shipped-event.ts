import type { SignedEvent } from "../../sandbox/oms/sign.ts";

/** What an OMS sends when a whole order left in one parcel. */
export function shippedEvent(orderName: string): SignedEvent {
  const number = orderName.replace("#", "");
  const id = `evt-busy-${number}`;
  const body = JSON.stringify({
    event_id: id,
    event_type: "shipment.shipped",
    occurred_at: new Date().toISOString(),
    version: 1,
    order: { id: number, name: orderName, shopify_order_id: null },
    status: "shipped",
    shipment: {
      id: `S-${number}-1`,
      location: "Main warehouse",
      packages: [
        {
          tracking_number: `TEST${number.padStart(10, "0")}`,
          carrier: "Example Post",
          tracking_url: `https://track.example.com/TEST${number.padStart(10, "0")}`,
        },
      ],
      lines: [{ sku: "MUG-BLUE", quantity: 2 }],
    },
  });
  return { id, body };
}

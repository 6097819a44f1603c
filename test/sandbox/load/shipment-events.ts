import type { SignedEvent } from "../oms/sign.ts";

/** What happens to a parcel, in this order. */
const STATUSES = ["shipped", "in_transit", "out_for_delivery", "delivered"] as const;

/** The events of an order that leaves whole in one parcel. */
export function shipmentEvents(orderName: string): readonly SignedEvent[] {
  return STATUSES.map((status, place) => eventOf(orderName, { status, version: place + 1 }));
}

/** The number of the order's only parcel. */
export function trackingNumberOf(orderName: string): string {
  return `TEST${numberOf(orderName).padStart(10, "0")}`;
}

interface Change {
  readonly status: string;
  /** Grows by one with every change of the order. */
  readonly version: number;
}

/** One event, under an id of its own for each version. */
export function eventOf(orderName: string, { status, version }: Change): SignedEvent {
  const number = numberOf(orderName);
  const id = `evt-${number}-${String(version)}`;
  const tracking_number = trackingNumberOf(orderName);
  const tracking_url = `https://track.example.com/${tracking_number}`;
  const body = JSON.stringify({
    event_id: id,
    event_type: `shipment.${status}`,
    occurred_at: new Date().toISOString(),
    version,
    order: { id: number, name: orderName, shopify_order_id: null },
    status,
    shipment: {
      id: `S-${number}-1`,
      location: "Main warehouse",
      packages: [{ tracking_number, carrier: "Example Post", tracking_url }],
      lines: [{ sku: "MUG-BLUE", quantity: 2 }],
    },
  });
  return { id, body };
}

function numberOf(orderName: string): string {
  return orderName.replace("#", "");
}

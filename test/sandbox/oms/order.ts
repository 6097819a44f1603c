import type { Status } from "./status.ts";

export interface OrderLine {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
}

export interface ShippedLine {
  readonly sku: string;
  readonly quantity: number;
}

/** One parcel. */
export interface Parcel {
  readonly tracking_number: string;
  readonly carrier: string;
  readonly tracking_url: string;
}

/** What left, or will leave, a warehouse together. */
export interface Shipment {
  readonly id: string;
  readonly orderId: string;
  /** The name of the warehouse; null where the OMS does not say, or where it spans several. */
  readonly location: string | null;
  readonly lines: readonly ShippedLine[];
  packages: readonly Parcel[];
  status: Status;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Order {
  readonly id: string;
  /** As the merchant's customer knows it, for instance `#1001`. */
  readonly name: string;
  /** Shopify's number of the order, as text; null where this OMS never learnt it. */
  readonly shopifyOrderId: string | null;
  readonly lines: readonly OrderLine[];
  readonly shipments: Shipment[];
  status: Status;
  /** Grows by one with every change of the order. */
  version: number;
  readonly createdAt: string;
  updatedAt: string;
}

/** Pieces of each SKU that no live shipment has taken; SKUs with none left are absent. */
export function openLines(order: Order): ShippedLine[] {
  return order.lines
    .map(({ sku, quantity }) => ({ sku, quantity: quantity - takenOf(order, sku) }))
    .filter((line) => line.quantity > 0);
}

function takenOf(order: Order, sku: string): number {
  return order.shipments
    .filter((shipment) => shipment.status !== "shipment_cancelled")
    .flatMap((shipment) => shipment.lines)
    .filter((line) => line.sku === sku)
    .reduce((sum, line) => sum + line.quantity, 0);
}

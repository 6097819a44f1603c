import type { ShipmentTruth } from "../order-record/order-truth.ts";

/** The name of the one fulfillment that a shipment gets at a location: Shopify fulfils one location at a time. */
export function partKey({ key }: ShipmentTruth, locationId: string | null): string {
  return `${key}@${locationId ?? "nowhere"}`;
}

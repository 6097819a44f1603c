/** What this OMS calls the states of an order and of a shipment, in its own words. */
export const STATUSES = [
  "received",
  "processing",
  "on_hold",
  "ready_for_pickup",
  "shipped",
  "in_transit",
  "out_for_delivery",
  "delivery_attempted",
  "delivered",
  "shipment_cancelled",
  "cancelled",
] as const;

export type Status = (typeof STATUSES)[number];

/** The states that a parcel goes through after it was shipped. */
export const PARCEL_STATUSES = [
  "in_transit",
  "out_for_delivery",
  "delivery_attempted",
  "delivered",
] as const satisfies readonly Status[];

export type ParcelStatus = (typeof PARCEL_STATUSES)[number];

export function isParcelStatus(text: string): text is ParcelStatus {
  return (PARCEL_STATUSES as readonly string[]).includes(text);
}

/** A status as a person reads it: `out_for_delivery` is "Out for delivery". */
export function statusTitle(status: Status): string {
  const words = status.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

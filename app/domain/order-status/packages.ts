import type { OrderTruth, ShipmentTruth } from "../order-record/order-truth.ts";
import { comparableTrackingNumber } from "../order-record/tracking-number.ts";
import type { StorefrontOrder } from "../storefront/storefront-order.ts";
import { type CustomerMilestone, forCustomer } from "./customer-milestone.ts";

/** One parcel as its customer sees it. */
export interface PackageStatus {
  readonly milestone: CustomerMilestone | null;
  readonly carrier: string | null;
  readonly number: string | null;
  /** Where the carrier shows it; https only. */
  readonly url: string | null;
}

/** More than anybody reads; the rest are counted. */
const MOST_PACKAGES = 20;
/** Longer is no carrier and no number. */
const LONGEST_TEXT = 100;
const LONGEST_URL = 2000;

/** The first parcels of the order and how many there are; those of cancelled shipments are none. */
export function packagesOf(
  { shipments }: OrderTruth,
  view: StorefrontOrder | null,
): { readonly shown: readonly PackageStatus[]; readonly count: number } {
  const live = shipments.filter((shipment) => shipment.milestone !== "cancelled");
  const count = live.reduce((sum, { packages }) => sum + packages.length, 0);
  const shown: PackageStatus[] = [];
  for (const shipment of live) {
    const room = MOST_PACKAGES - shown.length;
    if (room <= 0) break;
    shown.push(...shipment.packages.slice(0, room).map((one) => packageOf(shipment, one, view)));
  }
  return { shown, count };
}

function packageOf(
  { milestone }: ShipmentTruth,
  { number, carrier, url }: ShipmentTruth["packages"][number],
  view: StorefrontOrder | null,
): PackageStatus {
  return {
    milestone: milestone === null ? null : forCustomer(milestone),
    carrier: short(carrier),
    number: short(number),
    url: safeUrl(url) ?? (number === null ? null : storefrontUrl(view, number)),
  };
}

/** Shopify makes a link for the carriers that it knows. */
function storefrontUrl(view: StorefrontOrder | null, number: string): string | null {
  const wanted = comparableTrackingNumber(number);
  const tracking = view?.fulfillments
    .flatMap((fulfillment) => fulfillment.tracking)
    .find((one) => one.number !== null && comparableTrackingNumber(one.number) === wanted);
  return safeUrl(tracking?.url ?? null);
}

function safeUrl(text: string | null): string | null {
  if (text === null || text.length > LONGEST_URL) return null;
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  return protocol === "https:" && username === "" && password === "" ? href : null;
}

function short(text: string | null): string | null {
  return text === null ? null : text.slice(0, LONGEST_TEXT);
}

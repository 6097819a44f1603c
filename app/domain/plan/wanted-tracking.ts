import type { Package } from "../order-record/order-update.ts";
import type { ShipmentTruth } from "../order-record/order-truth.ts";
import { matchCarrier } from "../storefront/match-carrier.ts";
import type { Policy } from "./policy.ts";
import type { Tracking } from "../storefront/storefront-order.ts";

/**
 * What the storefront should show of these parcels; those without a number
 * cannot be shown. Shopify knows one carrier for all numbers of a fulfillment,
 * and makes links only for carriers in its own spelling.
 */
export function wantedTracking(
  { packages }: ShipmentTruth,
  { trackingLinks }: Policy,
): readonly Tracking[] {
  const numbered = packages.filter(({ number }) => number !== null);
  const carrier = numbered.find((parcel) => parcel.carrier !== null)?.carrier ?? null;
  const company = carrier === null ? null : (matchCarrier(carrier) ?? carrier);
  const template = company === null ? undefined : trackingLinks[company];
  return numbered.map((parcel) => {
    return { number: parcel.number, company, url: parcel.url ?? linkOf(parcel, template) };
  });
}

/** The merchant's own link for the carrier, where the source sent none. */
function linkOf({ number }: Package, template: string | undefined): string | null {
  return template === undefined || number === null ? null : linkFrom(template, number);
}

/** The link that a template makes of a tracking number. */
export function linkFrom(template: string, number: string): string {
  return template.replace("{number}", () => encodeURIComponent(number));
}

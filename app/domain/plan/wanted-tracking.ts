import type { Package } from "../order-record/order-update.ts";
import { matchCarrier } from "../storefront/match-carrier.ts";
import type { Tracking } from "../storefront/storefront-order.ts";

/**
 * What the storefront should show of these parcels; those without a number
 * cannot be shown. Shopify knows one carrier for all numbers of a fulfillment,
 * and makes links only for carriers in its own spelling.
 */
export function wantedTracking(packages: readonly Package[]): readonly Tracking[] {
  const numbered = packages.filter(({ number }) => number !== null);
  const carrier = numbered.find((parcel) => parcel.carrier !== null)?.carrier ?? null;
  const company = carrier === null ? null : (matchCarrier(carrier) ?? carrier);
  return numbered.map(({ number, url }) => ({ number, company, url }));
}

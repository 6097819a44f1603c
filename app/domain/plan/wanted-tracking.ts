import type { Package } from "../order-record/order-update.ts";
import type { Tracking } from "../storefront/storefront-order.ts";

/** What the storefront should show of these parcels; those without a number cannot be shown. */
export function wantedTracking(packages: readonly Package[]): readonly Tracking[] {
  return packages
    .filter(({ number }) => number !== null)
    .map(({ number, carrier, url }) => ({ number, company: carrier, url }));
}

import type { Tracking } from "../../../domain/storefront/storefront-order.ts";
import type { FulfillmentTrackingInput } from "../operations/generated/admin.types.d.ts";

/**
 * Shopify pairs `numbers[i]` with `urls[i]` and knows one company for all, so
 * packages with a URL go first and the company is the first one named.
 * Null where no package says anything.
 */
export function trackingInput(tracking: readonly Tracking[]): FulfillmentTrackingInput | null {
  const numbered = tracking.filter(({ number }) => number !== null);
  const company = tracking.find((one) => one.company !== null)?.company ?? null;
  const [only] = tracking;
  if (numbered.length === 0) return only === undefined ? null : withoutNumber(company, only.url);
  const linked = numbered.filter(({ url }) => url !== null);
  const ordered = [...linked, ...numbered.filter(({ url }) => url === null)];
  return {
    ...(company === null ? {} : { company }),
    numbers: ordered.flatMap(({ number }) => (number === null ? [] : [number])),
    ...(linked.length === 0
      ? {}
      : { urls: linked.flatMap(({ url }) => (url === null ? [] : [url])) }),
  };
}

function withoutNumber(
  company: string | null,
  url: string | null,
): FulfillmentTrackingInput | null {
  if (company === null && url === null) return null;
  return { ...(company === null ? {} : { company }), ...(url === null ? {} : { url }) };
}

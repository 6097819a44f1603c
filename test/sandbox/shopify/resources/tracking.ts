import type { TrackingInfo } from "../store/types.ts";

export interface TrackingInput {
  readonly company?: string | null;
  readonly number?: string | null;
  readonly numbers?: readonly string[] | null;
  readonly url?: string | null;
  readonly urls?: readonly string[] | null;
}

/** Carriers that Shopify links on its own, by the spelling of its list; a selection of it. */
const CARRIER_URLS: Readonly<Record<string, string>> = {
  UPS: "https://www.ups.com/WebTracking?loc=en_US&requester=ST&trackNums=",
  USPS: "https://tools.usps.com/go/TrackConfirmAction.action?tLabels=",
  FedEx: "https://www.fedex.com/fedextrack/?trknbr=",
  "DHL Express": "https://www.dhl.com/en/express/tracking.html?AWB=",
  "DHL eCommerce": "https://webtrack.dhlglobalmail.com/?trackingnumber=",
  "Canada Post": "https://www.canadapost-postescanada.ca/track-reperage/en#/resultList?searchFor=",
  "Royal Mail": "https://www.royalmail.com/track-your-item#/tracking-results/",
  PostNL: "https://postnl.nl/tracktrace/?B=",
  DPD: "https://tracking.dpd.de/status/en_US/parcel/",
};

/**
 * The rows of `trackingInfo`: `numbers[i]` pairs with `urls[i]`. A known
 * carrier without a URL gets Shopify's link; the link formats are a guess [X].
 */
export function trackingOf(input: TrackingInput | null | undefined): TrackingInfo[] {
  if (input === null || input === undefined) return [];
  const company = input.company ?? null;
  const numbers = input.numbers ?? (input.number ? [input.number] : []);
  const urls = input.urls ?? (input.url ? [input.url] : []);
  const rows = Math.max(numbers.length, urls.length, company === null ? 0 : 1);
  return Array.from({ length: rows }, (_, index) => {
    const number = numbers[index] ?? null;
    return { company, number, url: urls[index] ?? carrierUrl(company, number) };
  });
}

function carrierUrl(company: string | null, number: string | null): string | null {
  const base = CARRIER_URLS[company ?? ""];
  return base === undefined || number === null ? null : base + encodeURIComponent(number);
}

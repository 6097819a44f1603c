import { CARRIERS } from "./carriers.ts";

/** Names that systems use for a carrier, by what is left of them once normalised. */
const ALIASES: Readonly<Record<string, string>> = {
  amazonlogistics: "Amazon",
  amazonshipping: "Amazon",
  apcpostallogistics: "APC",
  asendia: "Asendia USA",
  auspost: "Australia Post",
  australiapostmypost: "Australia Post",
  canadapostcorporation: "Canada Post",
  deutschepostag: "Deutsche Post",
  dhlecom: "DHL eCommerce",
  dhlecs: "DHL eCommerce",
  dhlglobalmail: "DHL eCommerce",
  dhlpaket: "DHL",
  dpduk: "DPD UK",
  federalexpress: "FedEx",
  fedexcorporation: "FedEx",
  hermesuk: "Evri",
  jppost: "Japan Post (EN)",
  landmarkglobal: "BPost International",
  lasershipinc: "Lasership",
  myhermes: "Evri",
  nzpost: "New Zealand Post",
  postnlinternational: "PostNL",
  royalmailgroup: "Royal Mail",
  sfexpresschina: "SF Express",
  singpost: "Singapore Post",
  unitedparcelservice: "UPS",
  unitedstatespostalservice: "USPS",
  uspostalservice: "USPS",
  yodeldirect: "Yodel",
};

/** Words that name a carrier's service and not the carrier, as they stand at the end of a name. */
const SERVICE =
  /[\s_-]+(?:ground|home delivery|express(?: saver)?|expedited|priority(?: mail)?(?: express)?|first[ -]class(?: mail)?|ground advantage|parcel select|standard|economy|saver|smart ?post|sure ?post|overnight|next day(?: air)?|2nd day(?: air)?|two day|2 ?day|same day|international|worldwide|tracked(?: 24| 48)?|24|48|gmbh|inc\.?|ltd\.?|llc)$/iu;

const BY_KEY: ReadonlyMap<string, string> = new Map([
  ...CARRIERS.map((name) => [keyOf(name), name] as const),
  ...Object.entries(ALIASES),
]);

/**
 * Shopify's spelling of a carrier's name, whatever its case, spaces and
 * punctuation, and without the name of a service (`fedex_ground` is `FedEx`).
 * Null for a carrier that Shopify does not know: its text is then kept as it is
 * and the link must come from the source.
 */
export function matchCarrier(name: string): string | null {
  let text = name.normalize("NFKC").trim().replaceAll("_", " ");
  for (;;) {
    const match = BY_KEY.get(keyOf(text));
    if (match !== undefined) return match;
    const shorter = text.replace(SERVICE, "");
    if (shorter === text) return null;
    text = shorter;
  }
}

/** Letters and digits in lower case: what two spellings of one carrier have in common. */
function keyOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

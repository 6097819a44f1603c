import type { Address } from "../store/types.ts";

const COUNTRIES: Readonly<Record<string, string>> = {
  CA: "Canada",
  US: "United States",
  GB: "United Kingdom",
  DE: "Germany",
  FR: "France",
  NL: "Netherlands",
};

const PROVINCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CA: {
    AB: "Alberta",
    BC: "British Columbia",
    MB: "Manitoba",
    NB: "New Brunswick",
    NL: "Newfoundland and Labrador",
    NS: "Nova Scotia",
    ON: "Ontario",
    PE: "Prince Edward Island",
    QC: "Quebec",
    SK: "Saskatchewan",
  },
  US: { CA: "California", IL: "Illinois", NY: "New York", TX: "Texas", WA: "Washington" },
};

/** An input address as Shopify stores it: codes and names filled from each other. */
export function storedAddress(input: Address | null | undefined): Address | null {
  if (input === null || input === undefined) return null;
  const countryCode = text(input["countryCode"]) ?? codeOf(COUNTRIES, text(input["country"]));
  const provinces = PROVINCES[countryCode ?? ""] ?? {};
  const provinceCode = text(input["provinceCode"]) ?? codeOf(provinces, text(input["province"]));
  return {
    ...input,
    countryCode,
    countryCodeV2: countryCode,
    country: text(input["country"]) ?? COUNTRIES[countryCode ?? ""] ?? null,
    provinceCode,
    province: text(input["province"]) ?? provinces[provinceCode ?? ""] ?? null,
  };
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function codeOf(names: Readonly<Record<string, string>>, name: string | null): string | null {
  return Object.entries(names).find(([, known]) => known === name)?.[0] ?? null;
}

interface AddressProblem {
  readonly field: string;
  readonly message: string;
}

/** What Shopify refuses in a shipping address, in the order recorded for `orderUpdate`. */
export function addressProblems(input: Address): AddressProblem[] {
  const problems: AddressProblem[] = [];
  const countryCode = text(input["countryCode"]) ?? "";
  if (!text(input["lastName"])) problems.push({ field: "lastName", message: "Enter a last name" });
  if (!text(input["zip"])) {
    const message = countryCode === "US" ? "Enter a ZIP code" : "Enter a postal code";
    problems.push({ field: "zip", message });
  }
  const provinces = PROVINCES[countryCode];
  const provinceCode = text(input["provinceCode"]);
  if (provinces && provinceCode !== null && provinces[provinceCode] === undefined) {
    const word = countryCode === "US" ? "State" : "Province";
    const country = COUNTRIES[countryCode] ?? countryCode;
    const message = `${word} is not a valid ${word.toLowerCase()} in ${country}`;
    problems.push({ field: "province", message });
  }
  return problems;
}

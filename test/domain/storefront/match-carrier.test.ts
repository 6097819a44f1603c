import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { CARRIERS } from "../../../app/domain/storefront/carriers.ts";
import { matchCarrier } from "../../../app/domain/storefront/match-carrier.ts";

const SCHEMA = new URL("../../sandbox/shopify/schema/admin_2026-10.json.gz", import.meta.url);

describe("a carrier gets Shopify's spelling", () => {
  it.each([
    ["ups", "UPS"],
    [" U.P.S. ", "UPS"],
    ["UPS Ground", "UPS"],
    ["ups_next_day_air", "UPS"],
    ["FEDEX", "FedEx"],
    ["fedex_home_delivery", "FedEx"],
    ["Federal Express", "FedEx"],
    ["FedEx International Priority", "FedEx"],
    ["usps", "USPS"],
    ["USPS Ground Advantage", "USPS"],
    ["USPS Priority Mail", "USPS"],
    ["dhl express", "DHL Express"],
    ["DHL", "DHL"],
    ["dhl_ecommerce", "DHL eCommerce"],
    ["ＤＨＬ", "DHL"],
    ["yurtici kargo", "Yurtiçi Kargo"],
    ["hermes uk", "Evri"],
    ["GLS", "GLS"],
    ["dpd-uk", "DPD UK"],
    ["エコ配", "エコ配"],
  ])("%s → %s", (name, expected) => {
    expect(matchCarrier(name)).toBe(expected);
  });

  it.each(["", "Ground", "Uncle Bob's Van", "UPSalot", "Express", "24"])(
    "%j is no carrier",
    (name) => {
      expect(matchCarrier(name)).toBeNull();
    },
  );

  it("every spelling of the list is its own match", () => {
    for (const name of CARRIERS) expect(matchCarrier(name)).toBe(name);
  });

  it("the list is the one of the schema", () => {
    const text = gunzipSync(readFileSync(SCHEMA)).toString("utf8");
    const { data } = JSON.parse(text) as { data: { __schema: { types: SchemaType[] } } };
    const type = data.__schema.types.find(({ name }) => name === "FulfillmentTrackingInfo");
    const text2026 = type?.fields.find(({ name }) => name === "company")?.description ?? "";
    const listed = [...text2026.matchAll(/^ {2}\* (?!\*\*)(.+)$/gm)].map(([, name]) => name);
    expect(listed.length).toBeGreaterThan(90);
    expect(listed.filter((name) => !CARRIERS.includes(name ?? ""))).toEqual([]);
  });
});

interface SchemaType {
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly description: string }[];
}

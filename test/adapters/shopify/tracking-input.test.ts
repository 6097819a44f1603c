import { describe, expect, it } from "vitest";
import { trackingInput } from "../../../app/adapters/shopify/storefront/tracking-input.ts";
import type { Tracking } from "../../../app/domain/storefront/storefront-order.ts";

const one = (number: string | null, company: string | null, url: string | null): Tracking => ({
  number,
  company,
  url,
});

describe("tracking as Shopify takes it", () => {
  it.each([
    ["nothing", [], null],
    ["a package that says nothing", [one(null, null, null)], null],
    ["a number alone", [one("A", null, null)], { numbers: ["A"] }],
    ["a carrier without a number", [one(null, "UPS", null)], { company: "UPS" }],
    [
      "a link without a number",
      [one(null, null, "https://t.example")],
      { url: "https://t.example" },
    ],
    [
      "packages with links, each beside its number",
      [one("A", "UPS", "https://t.example/A"), one("B", "UPS", "https://t.example/B")],
      { company: "UPS", numbers: ["A", "B"], urls: ["https://t.example/A", "https://t.example/B"] },
    ],
    [
      "a package without a link after those with one, so that none gets another's",
      [one("A", null, null), one("B", "DPD", "https://t.example/B"), one(null, null, null)],
      { company: "DPD", numbers: ["B", "A"], urls: ["https://t.example/B"] },
    ],
  ])("%s", (_name, tracking, expected) => {
    expect(trackingInput(tracking)).toEqual(expected);
  });

  it("twenty packages go in one call", () => {
    const many = Array.from({ length: 20 }, (_, index) => one(`N${String(index)}`, "UPS", null));
    expect(trackingInput(many)?.numbers).toHaveLength(20);
  });
});

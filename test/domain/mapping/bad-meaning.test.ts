import { describe, expect, it } from "vitest";

import { instantOf } from "../../../app/domain/instant.ts";
import { interpret } from "../../../app/domain/mapping/interpret.ts";
import { codes, mapping, payload, read, STATUSES } from "./interpreting.ts";

const LINES = {
  shipment: {
    lines: [
      {
        forEach: ["$.lines[*]"],
        sku: [{ from: "item", path: "$.sku" }],
        quantity: [{ from: "item", path: "$.qty" }],
      },
    ],
  },
} as const;

const PACKAGE = {
  shipment: {
    packages: [
      { number: [{ from: "item", path: "$.number" }], url: [{ from: "item", path: "$.url" }] },
    ],
  },
} as const;

const SHIPPED = { order: "#1001", status: "shipped" };

function lines(text: string) {
  return read(
    `{"order":"#1001","status":"shipped","lines":[{"sku":"A","qty":${text}}]}`,
    mapping({ ...(structuredClone(LINES) as object) }),
  );
}

function packageOf(fields: object) {
  return read({ ...SHIPPED, ...fields }, structuredClone(PACKAGE) as object);
}

describe("catalogue 76–96: meaning", () => {
  it.each(["SHIPPED ", " shipped", "Shipped\n", "ＳＨＩＰＰＥＤ"])("76 %j is shipped", (status) => {
    expect(read({ order: "1", status })).toMatchObject({ updates: [{ milestone: "shipped" }] });
  });

  it("75, 76 an unknown status says which, where, and what to do; Turkish ı is another letter", () => {
    expect(read({ order: "1", status: "sh\u0131pped" }).problems).toMatchObject([
      { code: "unmapped_status", field: "status", at: "$.status", value: "sh\u0131pped" },
    ]);
  });

  it("an ignored status is passed over, and said so", () => {
    expect(read({ order: "1", status: "Noise" })).toMatchObject({
      updates: [],
      problems: [],
      ignored: [{ at: "$", status: "Noise" }],
    });
  });

  it.each([
    ["spaces around", "  1Z999 \n", "1Z999"],
    ["spaces inside", "1Z 999", "1Z 999"],
    ["255 characters", "1".repeat(255), "1".repeat(255)],
  ])("78 a tracking number with %s", (_name, number, read) => {
    expect(packageOf({ number })).toMatchObject({
      updates: [{ shipment: { packages: [{ number: read }] } }],
    });
  });

  it.each([
    ["a newline inside", "1Z\n999"],
    ["a zero-width space", "1Z\u200b999"],
    ["a direction mark", "1Z\u202e999"],
    ["markup", "<b>1Z999</b>"],
    ["NUL", "1Z\u0000999"],
    ["256 characters", "1".repeat(256)],
  ])("78 a tracking number with %s is held", (_name, number) => {
    const result = packageOf({ number });
    expect(result.updates).toEqual([]);
    expect(codes(result)).toContain("tracking_invalid");
  });

  it("78 by its setting, a shipment goes on without an impossible number", () => {
    const shipment = { ...structuredClone(PACKAGE.shipment), invalidTracking: "drop" } as object;
    const result = read({ ...SHIPPED, number: "1Z\n999" }, { shipment });
    expect(result).toMatchObject({
      updates: [{ shipment: null }],
      problems: [{ severity: "warning" }],
    });
  });

  it.each(["N/A", "0", "-", "Pickup", "none", " n/a "])("78 %j stands for no number", (number) => {
    expect(packageOf({ number })).toMatchObject({ updates: [{ shipment: null }], problems: [] });
  });

  it("78 the merchant's own words for no number count too", () => {
    const shipment = { ...structuredClone(PACKAGE.shipment), noTracking: ["Abholung"] } as object;
    expect(read({ ...SHIPPED, number: "abholung" }, { shipment })).toMatchObject({
      updates: [{ shipment: null }],
    });
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "https://good@evil.example/",
    "https://",
    "string",
    'https://a.example/"onload=',
  ])("80 the address %s is dropped with a warning", (url) => {
    expect(packageOf({ number: "1Z", url })).toMatchObject({
      updates: [{ shipment: { packages: [{ number: "1Z", url: null }] } }],
      problems: [{ code: "tracking_url_dropped", severity: "warning" }],
    });
  });

  it.each([
    ["3", 3],
    ['"3"', 3],
    ["3.0", 3],
    ["0", 0],
  ])("85 the quantity %s is read", (text, quantity) => {
    expect(lines(text)).toMatchObject({
      updates: [{ shipment: { lines: [{ sku: "A", quantity }] } }],
    });
  });

  it.each(["1.5", "-1", '"1.5"', '"1,000"', '"\u0663"', '"three"', "true", "null", '" "', "{}"])(
    "85 the quantity %s is refused",
    (text) => {
      const result = lines(text);
      expect(result.updates).toEqual([]);
      expect(codes(result)).toContain("quantity_invalid");
    },
  );

  it("a shipment whose lines are all lost never comes to mean all that is open", () => {
    const lenient = LINES.shipment.lines.map((rule) => ({ ...rule, unnamed: "skip" }));
    const result = read({ ...SHIPPED, lines: [{ qty: 1 }] }, {
      shipment: { lines: lenient },
    } as object);
    expect(result.updates).toEqual([]);
    expect(codes(result)).toEqual(["lines_missing"]);
  });

  it.each([
    ["with a zone", "2026-01-14T10:30:00+01:00", "2026-01-14T09:30:00.000Z"],
    ["with seven digits", "2026-01-14T09:30:00.1234567Z", "2026-01-14T09:30:00.123Z"],
    ["24:00", "2026-01-13T24:00:00Z", "2026-01-14T00:00:00.000Z"],
    ["a leap second", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
  ])("96 a time %s", (_name, at, instant) => {
    const times = { occurredAt: [{ from: "item", path: "$.at" }] } as const;
    expect(read({ ...SHIPPED, at }, structuredClone(times) as object)).toMatchObject({
      updates: [{ occurredAt: instant }],
      problems: [],
    });
  });

  it.each([
    ["without a zone", "2026-01-14 09:30:00", "zone_missing"],
    ["infinity", "infinity", "timestamp_invalid"],
    ["of February 30", "2026-02-30T00:00:00Z", "timestamp_invalid"],
    ["as a bare epoch", 1_768_383_000, "timestamp_invalid"],
    ["of 1970", "1970-01-15T00:00:00Z", "timestamp_suspicious"],
  ])("96 a time %s is not used, and told", (_name, at, code) => {
    const times = { occurredAt: [{ from: "item", path: "$.at" }] } as const;
    expect(read({ ...SHIPPED, at }, structuredClone(times) as object)).toMatchObject({
      updates: [{ occurredAt: null }],
      problems: [{ code, severity: "warning", field: "occurredAt" }],
    });
  });

  it("96 a time more than a day ahead of its arrival is not believed", () => {
    const times = mapping({ occurredAt: [{ from: "item", path: "$.at" }] });
    const receivedAt = instantOf(Date.UTC(2026, 0, 14));
    const at = (text: string) =>
      interpret(payload(JSON.stringify({ ...SHIPPED, at: text }), { receivedAt }), times, STATUSES);
    expect(at("2026-01-14T23:00:00Z")).toMatchObject({
      updates: [{ occurredAt: "2026-01-14T23:00:00.000Z" }],
    });
    expect(at("2099-01-01T00:00:00Z")).toMatchObject({
      updates: [{ occurredAt: null }],
      problems: [{ code: "timestamp_suspicious" }],
    });
  });

  it("a list that is not there is told; an empty one is an answer", () => {
    expect(codes(read({ ...SHIPPED }, { forEach: ["$.items[*]"] }))).toEqual(["no_items"]);
    expect(read({ ...SHIPPED, items: [] }, { forEach: ["$.items[*]"] })).toMatchObject({
      updates: [],
      problems: [],
    });
  });

  it("a list that is missing in one of many is told for that one", () => {
    const orders = [{ name: "#1", parcels: [{}] }, { name: "#2" }, { name: "#3", parcels: null }];
    const result = read(
      { status: "shipped", orders },
      {
        forEach: ["$.orders[*]", "$.parcels[*]"],
        order: [{ kind: "name", from: "parent", path: "$.name" }],
        status: [{ from: "root", path: "$.status" }],
      },
    );
    expect(result.updates.map(({ order }) => order.value)).toEqual(["#1"]);
    expect(result.problems).toMatchObject([{ code: "no_items", at: "$.orders[1].parcels[*]" }]);
  });

  it("more than a thousand items are refused whole", () => {
    const items = Array.from({ length: 1001 }, () => ({}));
    const more = {
      forEach: ["$.items[*]"],
      order: [{ kind: "name", from: "root", path: "$.order" }],
    } as const;
    expect(codes(read({ ...SHIPPED, items }, structuredClone(more) as object))).toEqual([
      "too_many_items",
    ]);
  });
});

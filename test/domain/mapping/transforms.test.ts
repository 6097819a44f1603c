import { describe, expect, it } from "vitest";

import { value } from "./interpreting.ts";

const EVENTS = {
  events: [
    { at: "2026-01-02", code: "B", n: 9 },
    { at: "2026-01-03", code: "C", n: 10 },
    { at: "2026-01-01", code: "A", n: 2 },
  ],
};

describe("a transform", () => {
  it.each([
    ["first", [{ do: "first" }, { do: "path", path: "$.code" }], "B"],
    ["last", [{ do: "last" }, { do: "path", path: "$.code" }], "A"],
    [
      "maxBy, by text",
      [
        { do: "maxBy", path: "$.at" },
        { do: "path", path: "$.code" },
      ],
      "C",
    ],
    [
      "maxBy, by number",
      [
        { do: "maxBy", path: "$.n" },
        { do: "path", path: "$.code" },
      ],
      "C",
    ],
    [
      "minBy",
      [
        { do: "minBy", path: "$.n" },
        { do: "path", path: "$.code" },
      ],
      "A",
    ],
  ])("%s chooses from a list", (_name, then, code) => {
    expect(value(EVENTS, { path: "$.events", then })).toBe(code);
    expect(value(EVENTS, { path: "$.events[*]", then })).toBe(code);
  });

  it.each([
    ["join", "$.events[*].code", [{ do: "join", separator: "-" }], "B-C-A"],
    ["sum", "$.events[*].n", [{ do: "sum" }], "21"],
    [
      "when",
      "$.events[*]",
      [
        { do: "when", path: "$.code", equals: ["C"] },
        { do: "path", path: "$.n" },
      ],
      "10",
    ],
    ["when not", "$.events[*].code", [{ do: "when", not: ["B"] }], "C"],
    ["split", "$.list", [{ do: "split", separator: "," }, { do: "last" }], "z"],
    ["capture", "$.text", [{ do: "capture", pattern: "(#\\d+)" }], "#1001"],
    [
      "capture of a group",
      "$.text",
      [{ do: "capture", pattern: "(\\w+) #(\\d+)", group: 2 }],
      "1001",
    ],
    ["capture without a group", "$.text", [{ do: "capture", pattern: "#\\d+" }], "#1001"],
    ["lookup", "$.word", [{ do: "lookup", table: { "in  TRANSIT": "moving" } }], "moving"],
    ["lookup with default", "$.text", [{ do: "lookup", table: {}, default: "other" }], "other"],
    ["lookup without", "$.text", [{ do: "lookup", table: {} }], null],
    [
      "fromJson",
      "$.json",
      [{ do: "fromJson" }, { do: "path", path: "$.id" }],
      "12345678901234567890",
    ],
    [
      "entries",
      "$.map",
      [{ do: "entries" }, { do: "last" }, { do: "path", path: "$.key" }],
      "SKU-2",
    ],
    ["upper", "$.word", [{ do: "upper" }], "IN TRANSIT"],
    ["lower", "$.text", [{ do: "lower" }], "order #1001"],
    ["toString", "$.number", [{ do: "toString" }], "7"],
    ["trim", "$.padded", [{ do: "trim" }, { do: "split", separator: " " }, { do: "first" }], "a"],
  ])("%s", (...[, path, then, expected]) => {
    const document = {
      ...EVENTS,
      list: "x, y ,z",
      text: "Order #1001",
      word: "In Transit",
      json: '{"id":12345678901234567890}',
      map: { "SKU-1": 1, "SKU-2": 2 },
      number: 7,
      padded: "  a b ",
    };
    expect(value(document, { path, then })).toBe(expected);
  });

  it("that cannot be applied drops the value out", () => {
    expect(value({ x: { a: 1 } }, { path: "$.x", then: [{ do: "upper" }] })).toBeNull();
    expect(value({ x: "no json" }, { path: "$.x", then: [{ do: "fromJson" }] })).toBeNull();
    expect(value({ x: ["1", "b"] }, { path: "$.x", then: [{ do: "sum" }] })).toBeNull();
  });
});

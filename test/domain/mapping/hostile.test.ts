import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseXml } from "../../../app/domain/mapping/document/parse-xml.ts";
import { interpret } from "../../../app/domain/mapping/interpret.ts";
import {
  checkMapping,
  checkMappingFile,
  checkStatusMap,
} from "../../../app/domain/mapping/mapping-file.ts";
import { PRESETS } from "../../../app/domain/mapping/presets/index.ts";
import { HOSTILE_MAPPINGS, path } from "./hostile-mappings.ts";
import { BARE, codes, mapping, payload, STATUSES } from "./interpreting.ts";

let circular: { self?: object } = {};
circular = { self: circular };
circular.self = circular;
let deep: object = {};
for (let level = 0; level < 100_000; level++) deep = { deep };

describe("P11: a hostile mapping is refused when it is saved", () => {
  it.each<readonly [string, unknown]>([
    ...HOSTILE_MAPPINGS,
    ["a circle", circular],
    ["depth without end", deep],
    ["nothing", undefined],
    ["a function", () => BARE],
    ["a number that is none", { ...BARE, earliest: Number.NaN }],
  ])("with %s", (_name, hostile) => {
    const checked = checkMapping(hostile);
    expect(checked).toHaveProperty("problems");
    if ("problems" in checked)
      for (const { detail } of checked.problems) expect(detail).not.toBe("");
  });

  it("says where, in a way that a person finds it", () => {
    expect(checkMapping(path("$..a..b"))).toEqual({
      problems: [{ at: "status[0].path", detail: expect.stringContaining("once") as string }],
    });
  });

  it("and so is a status map that leads nowhere", () => {
    expect(checkStatusMap({ shipped: "sent" })).toHaveProperty("problems");
    expect(
      checkMappingFile({ mapping: BARE, statusMap: { a: "shipped" }, more: 1 }),
    ).toHaveProperty("problems");
  });
});

/** What one interpretation may take of a core, as the design has it. */
const BOUND_MILLISECONDS = 50;

/** CPU time of this thread, so that a busy machine does not count; the best of three, so that compiling does not. */
function cheapest(work: () => unknown): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const before = process.threadCpuUsage();
      work();
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1000;
    }),
  );
}

const NINE_HUNDRED = Array.from({ length: 900 }, (_, index) => index);
const LONG = "aB ".repeat(250_000);

const itemsWith = (member: (index: number) => object, more: object = {}) => ({
  ...more,
  items: NINE_HUNDRED.map((index) => ({ index, ...member(index) })),
});
const each = (candidate: object) => ({
  forEach: ["$.items[*]"],
  order: [{ kind: "name", from: "item", path: "$.index" }],
  status: [{ from: "constant", value: "shipped" }],
  eventId: Array.from({ length: 10 }, () => candidate),
});
const eachText = (...transforms: object[]) =>
  each({ from: "item", path: "$.text", then: transforms });
const theLong = (...transforms: object[]) =>
  each({ from: "root", path: "$.long", then: transforms });

const TEXTS = itemsWith(() => ({ text: "a".repeat(800) }));
const LONG_TEXT = itemsWith(() => ({}), { long: LONG });
const TWO_LISTS = itemsWith(() => ({}), {
  pair: [
    { x: Array.from({ length: 20_000 }, () => 1), y: Array.from({ length: 20_000 }, () => 1) },
  ],
});

describe("P11: a mapping that is merely expensive stops itself", () => {
  it.each<[string, object, object]>([
    ["everything below everything", each({ from: "root", path: "$..*.*" }), TEXTS],
    ["the whole list for every item", each({ from: "root", path: "$.items[*].nothing" }), TEXTS],
    [
      "a filter over all for every item",
      each({ from: "root", path: "$.items[?@.index > 1][?@.index < 0]" }),
      TEXTS,
    ],
    ["a filter of many parts", each({ from: "root", path: manyParts("$.items") }), TEXTS],
    ["comparing long lists", each({ from: "root", path: "$.pair[?@.x == @.y]" }), TWO_LISTS],
    ["evil patterns", eachText({ do: "capture", pattern: "(a+)+$b|(a|aa)+c" }), TEXTS],
    [
      "a pattern that RE2 has no fast way for",
      eachText({ do: "capture", pattern: String.raw`\b(\pL?\PN?){100}\B$` }),
      itemsWith(() => ({ text: "ab ".repeat(80) })),
    ],
    [
      "splitting",
      eachText(
        { do: "split", separator: "a" },
        { do: "split", separator: "b" },
        { do: "when", equals: ["x"] },
      ),
      TEXTS,
    ],
    ["looking up a long text", theLong({ do: "lookup", table: { x: "y" } }), LONG_TEXT],
    [
      "changing a long text again and again",
      theLong(...NINE_HUNDRED.slice(0, 10).map(() => ({ do: "upper" }))),
      LONG_TEXT,
    ],
    ["a long text as a date", theLong({ do: "date", formats: ["iso", "http"] }), LONG_TEXT],
    ["a long text as a number", theLong({ do: "sum" }), LONG_TEXT],
    [
      "splitting and joining",
      theLong({ do: "split", separator: "a" }, { do: "join", separator: "b" }),
      LONG_TEXT,
    ],
    [
      "problems without end",
      {
        ...each({ from: "item", path: "$.x" }),
        occurredAt: [{ from: "root", path: "$.p" }],
        version: [{ from: "root", path: "$.p" }],
        shipment: {
          packages: [1, 2, 3, 4, 5].map(() => ({ number: [{ from: "root", path: "$.p" }] })),
        },
      },
      itemsWith(() => ({}), { p: "<nothing>" }),
    ],
    [
      "results without end",
      {
        ...each({ from: "root", path: "$.t" }),
        statusText: [{ from: "root", path: "$.t" }],
        shipment: { reference: [{ from: "root", path: "$.t" }] },
      },
      itemsWith(() => ({}), { t: "x".repeat(1_900) }),
    ],
  ])("%s: mapping_timeout", (_name, more, document) => {
    const own = mapping(more);
    const sent = payload(JSON.stringify(document));
    expect(codes(interpret(sent, own, STATUSES))).toEqual(["mapping_timeout"]);
    expect(cheapest(() => interpret(sent, own, STATUSES))).toBeLessThan(BOUND_MILLISECONDS);
  });

  it("and a payload of 1 MB that is made to be slow is read in time, or refused", () => {
    for (const [name, text] of SLOW_TO_READ) {
      const sent = payload(text);
      const spent = cheapest(() => interpret(sent, mapping({}), STATUSES));
      expect(spent, name).toBeLessThan(BOUND_MILLISECONDS);
    }
  });
});

const MEGABYTE = 1024 * 1024;
const SLOW_TO_READ: readonly (readonly [string, string])[] = [
  ["empty lines", `${"\n".repeat(MEGABYTE - 1)}}`],
  ["numbers that JavaScript would round", `[${"12345678901234567890,".repeat(49_000)}1]`],
  ["fractions", `[${"1.2345678901234567,".repeat(49_000)}1]`],
  ["exponents", `[${"1.23456789e-123,".repeat(49_000)}1]`],
  ["escapes", `"${String.raw`\u0041`.repeat(170_000)}"`],
  ["names", `[${objectOf(1_999).concat(",").repeat(20)}{}]`],
];

function objectOf(members: number): string {
  return `{${Array.from({ length: members }, (_, at) => `"name ${String(at)}":${String(at)}`).join(",")}}`;
}

function manyParts(list: string): string {
  return `${list}[?${Array.from({ length: 4 }, () => "@.a.b.c == 1").join("||")}]`;
}

describe("whatever comes", () => {
  const strange = fc.oneof(
    fc.json(),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.constantFrom(...PRESETS.map(({ sample }) => sample.body)).chain(mutated),
  );

  it("every item gives an update, is passed over, or has an error; nothing is thrown", () => {
    fc.assert(
      fc.property(strange, fc.constantFrom(...PRESETS), (text, { mapping: own, statusMap }) => {
        const { updates, problems, ignored, fetches } = interpret(payload(text), own, statusMap);
        const hasSaid = updates.length + problems.length + ignored.length + fetches.length > 0;
        const emptyList = /\[\s*\]/.test(text);
        expect(hasSaid || emptyList).toBe(true);
        for (const { detail, code } of problems) {
          expect(code).not.toBe("");
          expect(detail.length).toBeLessThan(400);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("bytes that are no text do not throw either", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(...PRESETS),
        (bytes, { mapping: own, statusMap }) => {
          expect(() => interpret(payload(bytes), own, statusMap)).not.toThrow();
        },
      ),
    );
  });

  it("XML in pieces does not throw", () => {
    const pieces = fc.constantFrom(
      "<a>",
      "</a>",
      "<a/>",
      "<b x='1'>",
      "&amp;",
      "&#65;",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<?x?>",
      "text",
      '"',
      "<",
      ">",
      "=",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        expect(() => parseXml(parts.join(""))).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });
});

/** A sample with a part cut out, doubled or replaced. */
function mutated(text: string): fc.Arbitrary<string> {
  const position = fc.nat(text.length);
  const pieces = fc.constantFrom(
    "",
    "null",
    "[]",
    "{}",
    '"',
    "1e400",
    "\u0000",
    "\u202e",
    "-1",
    '""',
    "<",
    '{"a":',
  );
  return fc
    .tuple(position, fc.nat(20), pieces)
    .map(([at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length));
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseList } from "../../../../app/domain/mapping/editing/choose-list.ts";
import { chooseValue } from "../../../../app/domain/mapping/editing/choose-value.ts";
import { checkDraft, emptyMapping } from "../../../../app/domain/mapping/editing/draft.ts";
import { candidatesOf, type Field } from "../../../../app/domain/mapping/editing/field.ts";
import type { Keys } from "../../../../app/domain/mapping/editing/place.ts";
import type { Sample } from "../../../../app/domain/mapping/editing/surroundings.ts";
import { tidyMapping } from "../../../../app/domain/mapping/editing/tidy.ts";
import { traceField } from "../../../../app/domain/mapping/editing/trace.ts";
import type { Mapping } from "../../../../app/domain/mapping/mapping.ts";
import { leaves, lists, payloads, rootOf, sampleOf } from "./samples.ts";

const STATUS: Field = { part: "update", name: "statusText" };
const NUMBER: Field = { part: "package", rule: 0, name: "number" };
const CARRIER: Field = { part: "package", rule: 0, name: "carrier" };
const SKU: Field = { part: "line", rule: 0, name: "sku" };
const ANY: readonly Field[] = [{ part: "update", name: "order" }, STATUS, NUMBER, CARRIER, SKU];

function choose(mapping: Mapping, field: Field, at: { keys: Keys; sample: Sample }): Mapping {
  const place = { in: "body", keys: at.keys } as const;
  const chosen = chooseValue(mapping, { field, candidate: null }, { place, sample: at.sample });
  if ("refused" in chosen) throw new Error(chosen.refused);
  return chosen.mapping;
}

function valuesOf(mapping: Mapping, field: Field, sample: Sample): readonly string[] {
  return traceField(sample, mapping, field).values.flat();
}

describe("pointing to a value", () => {
  it("makes the field yield that value, wherever it lies", () => {
    fc.assert(
      fc.property(payloads, fc.constantFrom(...ANY), fc.nat(), (body, field, pick) => {
        const sample = sampleOf(body);
        const all = leaves(rootOf(sample));
        const leaf = all[pick % all.length] ?? { keys: [], text: "" };
        const mapping = choose(emptyMapping("json"), field, { keys: leaf.keys, sample });
        expect(valuesOf(mapping, field, sample)).toContain(leaf.text);
      }),
    );
  });

  it("goes on doing so after other values and lists were chosen, and saves", () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...ANY), fc.nat()), { maxLength: 6 });
    fc.assert(
      fc.property(payloads, steps, fc.nat(), (body, choices, pick) => {
        const sample = sampleOf(body);
        const all = leaves(rootOf(sample));
        let mapping = emptyMapping("json");
        for (const [field, at] of choices) {
          mapping = choose(mapping, field, { keys: all[at % all.length]?.keys ?? [], sample });
        }
        const [place] = lists(rootOf(sample)).slice(pick % 3);
        if (place !== undefined) {
          mapping = chooseList(mapping, { part: "update" }, { keys: place, sample });
        }
        const checked = checkDraft({ mapping: tidyMapping(mapping), statusMap: {} });
        expect(checked).toHaveProperty("draft");
      }),
    );
  });

  it("in a list of parcels makes a package of each", () => {
    const sample = sampleOf({
      parcels: [
        { no: "A", by: "DHL" },
        { no: "B", by: "UPS" },
      ],
    });
    let mapping = choose(emptyMapping("json"), NUMBER, { keys: ["parcels", 1, "no"], sample });
    mapping = choose(mapping, CARRIER, { keys: ["parcels", 0, "by"], sample });
    expect(mapping.shipment?.packages).toEqual([
      {
        forEach: ["$.parcels[*]"],
        number: [{ from: "item", path: "$.no" }],
        carrier: [{ from: "item", path: "$.by" }],
      },
    ]);
    expect(valuesOf(mapping, NUMBER, sample)).toEqual(["A", "B"]);
  });

  it("beside the list reads from the parent, and from further up counts the levels", () => {
    const sample = sampleOf({
      carrier: "DHL",
      shipments: [{ by: "UPS", parcels: [{ no: "A" }] }],
    });
    let mapping = choose(emptyMapping("json"), NUMBER, {
      keys: ["shipments", 0, "parcels", 0, "no"],
      sample,
    });
    mapping = choose(mapping, CARRIER, { keys: ["shipments", 0, "by"], sample });
    mapping = choose(mapping, CARRIER, { keys: ["carrier"], sample });
    expect(candidatesOf(mapping, CARRIER)).toEqual([
      { from: "parent", path: "$.by" },
      { from: "root", path: "$.carrier" },
    ]);
  });

  it("in XML takes the only element of its name for one of several", () => {
    const sample = sampleOf(
      "<Ship><Lines><Line><Sku>HAT</Sku><Quantity>2</Quantity></Line></Lines></Ship>",
      "xml",
    );
    const mapping = choose(emptyMapping("xml"), SKU, {
      keys: ["Ship", "Lines", "Line", "Sku"],
      sample,
    });
    expect(mapping.shipment?.lines?.[0]).toMatchObject({
      forEach: ["$.Ship.Lines.Line[*]"],
      sku: [{ from: "item", path: "$.Sku" }],
    });
  });

  it("of a batch reads each of its elements", () => {
    const sample = sampleOf([{ no: "1" }, { no: "2" }]);
    const mapping = choose(emptyMapping("json"), STATUS, { keys: [1, "no"], sample });
    expect(candidatesOf(mapping, STATUS)).toEqual([{ from: "item", path: "$.no" }]);
    expect(valuesOf(mapping, STATUS, sample)).toEqual(["1", "2"]);
  });

  it("in a header or the query says so", () => {
    const place = { in: "header", name: "x-event" } as const;
    const sample = { ...sampleOf({}), around: { headers: { "x-event": "e1" }, query: "" } };
    const field: Field = { part: "update", name: "eventId" };
    const chosen = chooseValue(emptyMapping("json"), { field, candidate: null }, { place, sample });
    expect(chosen).toHaveProperty("mapping.eventId", [{ from: "header", name: "x-event" }]);
  });

  it("that is an object or a list of objects is refused with the reason", () => {
    const sample = sampleOf({ order: { no: 1 }, lines: [{ sku: "A" }] });
    const refusal = (key: string) =>
      chooseValue(
        emptyMapping("json"),
        { field: STATUS, candidate: null },
        { place: { in: "body", keys: [key] }, sample },
      );
    expect(refusal("order")).toEqual({ refused: "is_an_object" });
    expect(refusal("lines")).toEqual({ refused: "is_a_list_of_objects" });
  });

  it.each([
    ["2026-01-14T09:30:00Z", undefined],
    [1768383000, [{ do: "date", formats: ["unix_seconds"] }]],
    ["1768383000123", [{ do: "date", formats: ["unix_milliseconds"] }]],
    ["14.01.2026 09:30", [{ do: "date", formats: ["dd.MM.yyyy HH:mm"] }]],
    ["1/14/2026 9:30:00 AM", [{ do: "date", formats: ["M/d/yyyy h:mm:ss a"] }]],
  ])("of the time %s knows how it is written", (at, then) => {
    const sample = sampleOf({ at });
    const mapping = choose(
      emptyMapping("json"),
      { part: "update", name: "occurredAt" },
      { keys: ["at"], sample },
    );
    expect(mapping.occurredAt?.[0]?.then).toEqual(then);
  });
});

describe("pointing to a list", () => {
  it("keeps what every field of it reads", () => {
    fc.assert(
      fc.property(payloads, fc.nat(), fc.nat(), (body, which, pick) => {
        const sample = sampleOf(body);
        const all = lists(rootOf(sample));
        const list = all[which % all.length];
        if (list === undefined) return;
        const inside = leaves(rootOf(sample)).filter(({ keys }) =>
          list.every((key, index) => keys[index] === key),
        );
        const leaf = inside[pick % inside.length];
        if (leaf === undefined) return;
        const before = choose(emptyMapping("json"), STATUS, { keys: leaf.keys, sample });
        const after = chooseList(before, { part: "update" }, { keys: list, sample });
        expect(valuesOf(after, STATUS, sample)).toContain(leaf.text);
        const back = chooseList(after, { part: "update" }, { keys: null, sample });
        expect(valuesOf(back, STATUS, sample)).not.toEqual([]);
      }),
    );
  });

  it("of orders takes their parcels along", () => {
    const sample = sampleOf({
      orders: [
        { no: "1", parcels: [{ t: "A" }] },
        { no: "2", parcels: [{ t: "B" }, { t: "C" }] },
      ],
    });
    let mapping = choose(
      emptyMapping("json"),
      { part: "update", name: "order" },
      {
        keys: ["orders", 0, "no"],
        sample,
      },
    );
    mapping = choose(mapping, NUMBER, { keys: ["orders", 0, "parcels", 0, "t"], sample });
    mapping = chooseList(mapping, { part: "update" }, { keys: ["orders"], sample });
    expect(mapping).toMatchObject({
      forEach: ["$.orders[*]"],
      order: [{ kind: "name", from: "item", path: "$.no" }],
      shipment: {
        packages: [{ forEach: ["$.parcels[*]"], number: [{ from: "item", path: "$.t" }] }],
      },
    });
    expect(valuesOf(mapping, NUMBER, sample)).toEqual(["A", "B", "C"]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../../app/domain/order-record/fold.ts";
import {
  groupShipments,
  type ShipmentGroup,
  type Teller,
} from "../../../app/domain/order-record/group-shipments.ts";
import { EMPTY_RECORD, type OrderRecord } from "../../../app/domain/order-record/order-record.ts";
import { isWholeOrderKey } from "../../../app/domain/order-record/shipment-key.ts";
import { parcel, shipment, update } from "./updates.ts";

const SOURCES = ["carrier", "oms", "wms"];

const updates = fc.array(
  fc.record({
    sourceId: fc.constantFrom(...SOURCES),
    reference: fc.constantFrom(null, null, "S1", "S2", "S3"),
    numbers: fc.array(fc.constantFrom("1Z 1", "1z1", "1Z-2", "1Z3", null), { maxLength: 3 }),
  }),
  { maxLength: 14 },
);

type Told = typeof updates extends fc.Arbitrary<infer T> ? T : never;

function recordOf(told: Told): OrderRecord {
  return told.reduce((record, { sourceId, reference, numbers }) => {
    const packages = numbers.map((number) => parcel(number));
    const claim = update({ sourceId, shipment: shipment({ reference, packages }) });
    return fold(record, claim).record;
  }, EMPTY_RECORD);
}

function sourcesOf(record: OrderRecord) {
  return Object.entries(record.sources).map(([id, facts]) => ({ id, facts }));
}

function keysOf(groups: readonly ShipmentGroup[]) {
  return groups.map((group) => group.map(({ key }) => key));
}

/** The rule itself, each shipment held against every other. */
function pairByPair(record: OrderRecord): readonly ShipmentGroup[] {
  const tellers = sourcesOf(record).flatMap(({ id, facts }) =>
    Object.entries(facts.shipments)
      .filter(([key], _, all) => !isWholeOrderKey(key) || all.length <= 2)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, of]): Teller => ({ key, sourceId: id, facts: of })),
  );
  const groups: [Teller, ...Teller[]][] = [];
  for (const teller of tellers.filter(({ facts }) => facts.reference !== null)) {
    const other = groups.find(
      (group) =>
        group.every(({ sourceId }) => sourceId !== teller.sourceId) &&
        group.some((known) => isOneParcel(known, teller)),
    );
    if (other === undefined) groups.push([teller]);
    else other.push(teller);
  }
  for (const teller of tellers.filter(({ facts }) => facts.reference === null)) {
    const same = groups.filter((group) =>
      group.some((known) => isOneParcel(known, teller) || isNamelessTwin(known, teller)),
    );
    for (const group of same) group.push(teller);
    if (same.length === 0) groups.push([teller]);
  }
  return groups;
}

function isOneParcel(a: Teller, b: Teller): boolean {
  return numbersOf(a).some((number) => numbersOf(b).includes(number));
}

function numbersOf({ facts }: Teller): readonly string[] {
  const numbers = (facts.packages?.value ?? []).map(({ number }) => number ?? "");
  return numbers.filter((number) => number !== "").map((n) => n.replace(/[ -]/g, "").toUpperCase());
}

function isNamelessTwin(a: Teller, b: Teller): boolean {
  return a.sourceId === b.sourceId && (isWholeOrderKey(a.key) || isWholeOrderKey(b.key));
}

describe("what several sources tell of the same goods", () => {
  it("is brought together as if each shipment were held against every other", () => {
    fc.assert(
      fc.property(updates, (told) => {
        const record = recordOf(told);
        expect(keysOf(groupShipments(sourcesOf(record)))).toEqual(keysOf(pairByPair(record)));
      }),
      { numRuns: 2_000 },
    );
  });
});

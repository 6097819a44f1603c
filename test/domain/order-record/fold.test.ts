import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../../app/domain/order-record/fold.ts";
import {
  EMPTY_RECORD,
  type Decision,
  type OrderRecord,
} from "../../../app/domain/order-record/order-record.ts";
import type { LearntUpdate } from "../../../app/domain/order-record/order-update.ts";
import { orderTruth } from "../../../app/domain/order-record/order-truth.ts";
import { MILESTONES } from "../../../app/domain/milestone.ts";
import { minute, parcel, shipment, update } from "./updates.ts";

function foldAll(updates: readonly LearntUpdate[]): OrderRecord {
  return updates.reduce((record, next) => fold(record, next).record, EMPTY_RECORD);
}

function decisions(updates: readonly LearntUpdate[]): readonly Decision[] {
  let record = EMPTY_RECORD;
  return updates.map((next) => {
    const folded = fold(record, next);
    record = folded.record;
    return folded.decision;
  });
}

const anyUpdate = fc
  .record({
    sourceId: fc.constantFrom("oms", "carrier"),
    milestone: fc.constantFrom(...MILESTONES),
    at: fc.integer({ min: 0, max: 6 }),
    version: fc.option(fc.constantFrom("1", "9", "10", "010"), { nil: null }),
    reference: fc.option(fc.constantFrom("S1", "S2"), { nil: null }),
    number: fc.option(fc.constantFrom("T1", "T2", "t-1"), { nil: null }),
    isAboutOrder: fc.boolean(),
  })
  .map(({ at, reference, number, isAboutOrder, ...claim }) =>
    update({
      ...claim,
      occurredAt: minute(at),
      receivedAt: minute(at),
      shipment: isAboutOrder
        ? null
        : shipment({ reference, packages: number === null ? [] : [parcel(number)] }),
    }),
  );

describe("the order record", () => {
  it("is the same whatever the order and the repetition of the updates", () => {
    fc.assert(
      fc.property(
        fc.array(anyUpdate, { maxLength: 12 }).chain((updates) =>
          fc.record({
            updates: fc.constant(updates),
            other: fc.shuffledSubarray([...updates, ...updates], {
              minLength: updates.length * 2,
            }),
          }),
        ),
        ({ updates, other }) => {
          expect(foldAll(other)).toEqual(foldAll(updates));
          const drivers = ["oms", "carrier"];
          expect(orderTruth(foldAll(other), drivers)).toEqual(
            orderTruth(foldAll(updates), drivers),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("answers a repeated update with 'unchanged'", () => {
    const shipped = update({ shipment: shipment() });
    expect(decisions([shipped, shipped])[1]).toEqual({ kind: "unchanged", at: "shipped" });
  });

  it("answers an update that is older than what is known with 'superseded'", () => {
    const delivered = update({
      milestone: "delivered",
      occurredAt: minute(9),
      shipment: shipment(),
    });
    const late = update({ milestone: "in_transit", occurredAt: minute(5), shipment: shipment() });
    expect(decisions([delivered, late])[1]).toEqual({
      kind: "superseded",
      by: "delivered",
      claimed: "in_transit",
    });
  });

  it("knows a repeated claim whatever order a database gives its members back in", () => {
    const claimed = update({ shipment: shipment({ packages: [parcel("1Z1")] }) });
    const stored = update({
      occurredAt: minute(5),
      shipment: shipment({ packages: [{ url: null, number: "1Z1", carrier: "UPS" }] }),
    });
    expect(decisions([claimed, stored])[1]).toEqual({ kind: "unchanged", at: "shipped" });
  });

  it("answers a tracking number that a newer one has replaced with 'superseded' (row 93)", () => {
    const newerNumber = update({
      occurredAt: minute(5),
      shipment: shipment({ packages: [parcel("1Z9")] }),
    });
    const olderNumber = update({ shipment: shipment({ packages: [parcel("1Z1")] }) });
    expect(decisions([newerNumber, olderNumber])[1]).toMatchObject({ kind: "superseded" });
  });

  it("takes 'shipped' after 'delivered' as news: only now may it be fulfilled (row 92)", () => {
    const delivered = update({
      milestone: "delivered",
      occurredAt: minute(9),
      shipment: shipment(),
    });
    const shipped = update({ occurredAt: minute(1), shipment: shipment() });
    expect(decisions([delivered, shipped])[1]).toMatchObject({ kind: "advanced" });
  });

  it("keeps a delivered shipment delivered when the source repeats 'shipped' later", () => {
    const updates = [
      update({ milestone: "delivered", occurredAt: minute(5), shipment: shipment() }),
      update({ milestone: "shipped", occurredAt: minute(9), shipment: shipment() }),
    ];
    expect(orderTruth(foldAll(updates), ["oms"]).shipments[0]?.milestone).toBe("delivered");
  });

  it("never erases a tracking number by an update that has none", () => {
    const updates = [
      update({ shipment: shipment({ packages: [parcel("1Z1")] }) }),
      update({ milestone: "delivered", occurredAt: minute(9), shipment: shipment() }),
    ];
    expect(orderTruth(foldAll(updates), ["oms"]).shipments[0]?.packages).toEqual([parcel("1Z1")]);
  });

  it("refuses 'shipped' after a cancellation, and tells the plan of it (row 91)", () => {
    const updates = [
      update({ milestone: "cancelled", occurredAt: minute(3), shipment: shipment() }),
      update({ milestone: "shipped", occurredAt: minute(5), shipment: shipment() }),
    ];
    expect(decisions(updates)[1]).toMatchObject({ kind: "refused", from: "cancelled" });
    expect(orderTruth(foldAll(updates), ["oms"]).shipments[0]?.isContradicted).toBe(true);
  });

  it("believes the source's sequence before its clock", () => {
    const updates = [
      update({
        version: "10",
        occurredAt: minute(1),
        shipment: shipment({ packages: [parcel("B")] }),
      }),
      update({
        version: "9",
        occurredAt: minute(5),
        shipment: shipment({ packages: [parcel("A")] }),
      }),
    ];
    expect(orderTruth(foldAll(updates), ["oms"]).shipments[0]?.packages).toEqual([parcel("B")]);
  });

  it("takes a carrier's news of a parcel as news of the shipment that holds it", () => {
    const updates = [
      update({ shipment: shipment({ packages: [parcel("1Z 1"), parcel("1Z2")] }) }),
      update({
        sourceId: "carrier",
        milestone: "delivered",
        occurredAt: minute(9),
        shipment: shipment({ reference: null, packages: [parcel("1z1")] }),
      }),
    ];
    const [only, ...others] = orderTruth(foldAll(updates), ["oms", "carrier"]).shipments;
    expect(others).toEqual([]);
    expect(only?.sourceId).toBe("oms");
    expect(only?.packages).toHaveLength(2);
    expect(only?.events).toEqual([{ milestone: "delivered", at: minute(9) }]);
  });

  it("keeps two shipments apart that travel in one parcel", () => {
    const packages = [parcel("1Z1")];
    const updates = [
      update({ shipment: shipment({ reference: "S1", packages }) }),
      update({ shipment: shipment({ reference: "S2", packages }) }),
      update({
        sourceId: "carrier",
        milestone: "delivered",
        occurredAt: minute(9),
        shipment: shipment({ reference: null, packages }),
      }),
    ];
    const { shipments } = orderTruth(foldAll(updates), ["oms", "carrier"]);
    expect(shipments.map(({ reference }) => reference)).toEqual(["S1", "S2"]);
    expect(shipments.map(({ milestone }) => milestone)).toEqual(["delivered", "delivered"]);
  });

  it("leaves out what observed systems say", () => {
    const record = foldAll([update({ sourceId: "erp", shipment: shipment() })]);
    expect(orderTruth(record, ["oms"]).shipments).toEqual([]);
  });

  it("takes the source that ships whole orders to mean its only shipment, once it names it", () => {
    const updates = [
      update({ milestone: "shipped" }),
      update({
        occurredAt: minute(2),
        shipment: shipment({ reference: null, packages: [parcel("1Z1")] }),
      }),
    ];
    const truth = orderTruth(foldAll(updates), ["oms"]);
    expect(truth.shipments).toHaveLength(1);
    expect(truth.shipments[0]?.packages).toEqual([parcel("1Z1")]);
  });
});

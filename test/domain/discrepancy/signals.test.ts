import { describe, expect, it } from "vitest";
import type { Claim, OrderEvidence } from "../../../app/domain/diagnosis/evidence.ts";
import { failureKind, ticksOf } from "../../../app/domain/diagnosis/ticks.ts";
import { lossOf, patternOf } from "../../../app/domain/discrepancy/classify.ts";
import { costOf } from "../../../app/domain/discrepancy/costs.ts";
import { isHabit } from "../../../app/domain/discrepancy/point-fixes.ts";
import { volumeTrend } from "../../../app/domain/discrepancy/regression.ts";
import { isHandoffGap, orderSignals, SIGNALS } from "../../../app/domain/discrepancy/signals.ts";
import { divergingSystem, systemViews } from "../../../app/domain/discrepancy/systems.ts";
import { plusSeconds } from "../../../app/domain/instant.ts";
import { at, claim, evidence, message } from "../diagnosis/order-evidence.ts";

const open: OrderEvidence["storefront"] = {
  readAt: at("12:00"),
  status: "UNFULFILLED",
  fulfilledAt: null,
  cancelledAt: null,
  isFulfilled: false,
};
const of = (role: Claim["role"], changes: Partial<Claim> = {}) =>
  claim({ role, sourceId: role, ...changes });

describe("the signals of one order", () => {
  it("S24: shipped in the OMS while the storefront is open", () => {
    expect(orderSignals(evidence({ storefront: open }))).toEqual(["fulfilled_but_open"]);
    expect(orderSignals(evidence())).toEqual([]);
    expect(orderSignals(evidence({ storefront: open, now: at("10:05") }))).toEqual([]);
  });

  it("S25: the carrier moved it before the storefront knew", () => {
    const claims = [claim(), claim({ milestone: "in_transit", status: "IN_TRANSIT" })];
    const late = { ...open, fulfilledAt: at("11:00"), isFulfilled: true };
    expect(orderSignals(evidence({ claims, storefront: late }))).toEqual(["carrier_first"]);
    expect(orderSignals(evidence({ claims }))).toEqual([]);
  });

  it("S26 S49: closed in the ERP while the storefront is open", () => {
    expect(orderSignals(evidence({ claims: [of("erp")], storefront: open }))).toEqual([
      "erp_closed",
    ]);
  });

  it("S22 S23 S27 S32: three systems agree, one differs, and its path is named", () => {
    const claims = [of("oms"), of("wms", { status: "PACKED" }), of("erp")];
    const given = evidence({ claims, storefront: open });
    expect(systemViews(given).map(({ system }) => system)).toEqual([
      "oms",
      "wms",
      "erp",
      "storefront",
    ]);
    expect(divergingSystem(systemViews(given))).toBe("storefront");
    expect(orderSignals(given)).toContain("asymmetry");
    const two = evidence({
      claims: [of("oms"), of("erp", { milestone: "processing" })],
      storefront: open,
    });
    expect(divergingSystem(systemViews(two))).toBe("oms");
    expect(divergingSystem(systemViews(evidence()))).toBeNull();
  });
});

describe("the signals of many orders", () => {
  it.each([
    [2, false],
    [3, true],
  ])("S30: %i signals are a structural gap: %s", (on, isGap) => {
    const meters = SIGNALS.map((signal, i) => ({ signal, orders: 1, isOn: i < on }));
    expect(isHandoffGap(meters)).toBe(isGap);
  });

  it("S21 S28 S34: one case is a glitch, three of one cause are a pattern", () => {
    const times = { since: at("10:00"), healedAt: null, now: at("12:00") };
    expect([1, 2, 3, 5].map((orders) => patternOf(times, orders))).toEqual([
      "glitch",
      "glitch",
      "structural",
      "structural",
    ]);
    expect(patternOf({ ...times, healedAt: at("10:30") }, 1)).toBe("delay");
  });

  it("S40: what comes within the hour was delayed, what does not is lost", () => {
    const since = at("10:00");
    const now = plusSeconds(since, 3600);
    expect(lossOf({ since, healedAt: null, now })).toBe("delayed");
    expect(lossOf({ since, healedAt: null, now: plusSeconds(now, 1) })).toBe("lost");
  });

  it("S29 S47: failures that grow with the volume are found by their slope", () => {
    const seeded = [100, 200, 300, 400, 500, 600].map((volume) => ({
      volume,
      failures: (volume * volume) / 10_000,
    }));
    const trend = volumeTrend(seeded);
    expect(trend?.slope).toBeCloseTo(1);
    expect(trend).toMatchObject({ grows: true });
    const steady = seeded.map(({ volume }) => ({ volume, failures: volume / 100 }));
    expect(volumeTrend(steady)).toMatchObject({ grows: false });
    expect(volumeTrend(seeded.slice(0, 4))).toBeNull();
  });

  it("S46: so many repairs of single orders are a habit", () => {
    expect(isHabit([{ action: "order.looked_again", count: 11 }])).toBe(false);
    expect(
      isHabit([
        { action: "order.looked_again", count: 6 },
        { action: "message.replayed", count: 6 },
      ]),
    ).toBe(true);
  });

  it("S48: costs come from the merchant's own rates", () => {
    const rates = {
      currency: "EUR",
      minutesPerCorrection: 15,
      hourlyRate: 40,
      costPerContact: 5,
      contactsPerHundred: 20,
    };
    expect(costOf(rates, { corrections: 10, faultyOrders: 50 })).toEqual({
      corrections: 100,
      contacts: 50,
      total: 150,
    });
  });
});

describe("S35 S36: sent, received, accepted", () => {
  it("tells a delivery failure from one of interpretation", () => {
    const never = ticksOf(evidence({ claims: [], messages: [] }));
    expect(never).toEqual({ sent: null, received: false, accepted: null });
    expect(failureKind(never, "emission")).toBe("delivery");
    const stuck = ticksOf(evidence({ claims: [], messages: [message({ state: "quarantined" })] }));
    expect(stuck).toEqual({ sent: true, received: true, accepted: false });
    expect(failureKind(stuck, "handling")).toBe("interpretation");
    expect(failureKind(ticksOf(evidence()), "delivery")).toBeNull();
    expect(failureKind({ ...stuck, received: false }, "handling")).toBe("interpretation");
  });
});

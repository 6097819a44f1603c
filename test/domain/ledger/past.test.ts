import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../app/domain/canonical-json.ts";
import { type Instant, plusSeconds } from "../../../app/domain/instant.ts";
import type { LedgerEntry } from "../../../app/domain/ledger/ledger-entry.ts";
import {
  isPast,
  LEDGER_CLOCKS,
  neighboursOf,
  recordAsOf,
  timeOf,
} from "../../../app/domain/ledger/past.ts";
import { MILESTONES } from "../../../app/domain/milestone.ts";
import { currentMilestone } from "../../../app/domain/order-record/current-milestone.ts";
import { fold } from "../../../app/domain/order-record/fold.ts";
import { EMPTY_RECORD } from "../../../app/domain/order-record/order-record.ts";
import { entryAt } from "./entries.ts";

const at = (time: string) => `2026-11-20T${time}:00.000Z` as Instant;
const time = (minutes: number) => plusSeconds(at("09:00"), minutes * 60);

/** A ledger as messages come: entered in order, happened at any time or unsaid. */
const anyLedger = fc
  .array(
    fc.record({
      sourceId: fc.constantFrom("oms", "wms"),
      milestone: fc.constantFrom(...MILESTONES),
      happened: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
    }),
    { maxLength: 10 },
  )
  .map((claims) =>
    claims.map(({ sourceId, milestone, happened }, index): LedgerEntry => {
      const occurredAt = happened === null ? null : time(happened);
      const receivedAt = time(index * 2);
      const { learnt } = entryAt("09:00", { sourceId, milestone });
      return entryAt("09:00", {
        sourceId,
        milestone,
        occurredAt,
        receivedAt,
        enteredAt: time(index * 2 + 1),
        learnt: { ...learnt, occurredAt, receivedAt },
      });
    }),
  );
const anyMoment = fc.record({
  at: fc.integer({ min: -1, max: 25 }).map(time),
  by: fc.constantFrom(...LEDGER_CLOCKS),
});

describe("an order as it was", () => {
  it("is at the last moment the order as it is, by either clock", () => {
    fc.assert(
      fc.property(anyLedger, fc.constantFrom(...LEDGER_CLOCKS), (entries, by) => {
        const now = entries.reduce(
          (record, { learnt }) => fold(record, learnt).record,
          EMPTY_RECORD,
        );
        const then = recordAsOf(entries, { at: time(1000), by });
        expect(canonicalJson(then)).toBe(canonicalJson(now));
      }),
    );
  });

  it("only ever learns more: folding what came between makes the later record of the earlier", () => {
    fc.assert(
      fc.property(anyLedger, anyMoment, fc.nat({ max: 20 }), (entries, moment, minutes) => {
        const later = { ...moment, at: plusSeconds(moment.at, minutes * 60) };
        const between = entries.filter((entry) => isPast(entry, later) && !isPast(entry, moment));
        const grown = recordAsOf(between, later, recordAsOf(entries, moment));
        expect(canonicalJson(grown)).toBe(canonicalJson(recordAsOf(entries, later)));
      }),
    );
  });

  it("shows at a step what is before it and no change behind it", () => {
    fc.assert(
      fc.property(anyLedger, anyMoment, (entries, moment) => {
        const { earlier, later } = neighboursOf(entries, moment);
        const times = entries.map((entry) => timeOf(entry, moment.by));
        expect(times.some((one) => earlier !== null && one > earlier && one < moment.at)).toBe(
          false,
        );
        expect(times.some((one) => later !== null && one > moment.at && one < later)).toBe(false);
        expect(later === null).toBe(times.every((one) => one <= moment.at));
      }),
    );
  });

  it("tells what was known apart from what had happened", () => {
    const shipped = entryAt("10:00", {
      milestone: "shipped",
      enteredAt: at("14:00"),
      learnt: { ...entryAt("10:00").learnt, milestone: "shipped" },
    });
    const entries = [entryAt("09:00"), shipped];
    const stage = (by: (typeof LEDGER_CLOCKS)[number]) => {
      const facts = recordAsOf(entries, { at: at("12:00"), by }).sources["oms"];
      const shipments = Object.values(facts?.shipments ?? {});
      return shipments.length > 0 ? currentMilestone(shipments[0]?.milestones ?? {}) : "processing";
    };
    expect(stage("known")).toBe("processing");
    expect(stage("happened")).toBe("shipped");
  });
});

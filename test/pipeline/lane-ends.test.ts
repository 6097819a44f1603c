import { describe, expect, it } from "vitest";
import { BLOCKS, type BlockCode } from "../../app/domain/plan/block.ts";
import { endOfPlan, unlocated, unreadable } from "../../app/pipeline/lane-ends.ts";
import { secondsToNextLook } from "../../app/pipeline/next-look.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const LOOKS = [0, 1, 2, 3, 4, 5, 50];

const CODES = Object.keys(BLOCKS) as BlockCode[]; // the keys of a constant

/** Seconds to the next look at an order whose plan cannot go on for this. */
function afterBlock(code: BlockCode, attempts: number): number | null {
  const blocks = [{ code, shipmentKeys: null, detail: "" }];
  return secondsToNextLook(
    endOfPlan(
      { steps: [], blocks, adoptions: [], settlements: [] },
      { attempts, auditSeconds: null },
    ),
  );
}

describe("S77: the next look at an order, by what was in its way,", () => {
  it("comes when Shopify's limit has room again, however often it was reached", () => {
    const limited = { outcome: "throttled", retryAfterMilliseconds: 1200 } as const;
    expect(LOOKS.map((looks) => secondsToNextLook(unreadable(limited, looks)))).toEqual(
      LOOKS.map(() => 1.2),
    );
  });

  it("comes within minutes while nobody knows what became of a call", () => {
    const silent = { outcome: "unknown", reason: "no answer" } as const;
    for (const looks of LOOKS) {
      const seconds = secondsToNextLook(unreadable(silent, looks));
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(300);
    }
  });

  it("comes later and later while Shopify does not know the order, and at last each day", () => {
    const waits = LOOKS.map((looks) =>
      secondsToNextLook(unlocated({ outcome: "not_found" }, looks)),
    );
    expect(waits).toEqual([60, 300, 900, HOUR, 6 * HOUR, DAY, DAY]);
  });

  it("comes each hour while the shop is closed or the app has no right to it", () => {
    const parked = { outcome: "parked", reason: "the shop is locked (423)" } as const;
    expect(secondsToNextLook(unreadable(parked, 0))).toBe(HOUR);
  });

  it("comes each day where a person has to decide, and is never a try of the same again", () => {
    const forPerson = CODES.filter((code) => BLOCKS[code] === "person");
    expect(forPerson.map((code) => afterBlock(code, 0))).toEqual(forPerson.map(() => DAY));
    const named = unlocated({ outcome: "ambiguous", names: ["#1", "#1"] }, 0);
    expect(secondsToNextLook(named)).toBe(DAY);
  });

  it("comes by itself for all that clears by itself, and no later than in a day", () => {
    for (const code of CODES.filter((one) => BLOCKS[one] === "wait")) {
      expect(afterBlock(code, 0), code).toBeLessThanOrEqual(60);
      expect(afterBlock(code, 50), code).toBeLessThanOrEqual(DAY);
    }
  });

  it("is the earliest of several that are due", () => {
    const blocks = (["shopify_refused", "waiting_for_tracking"] as const).map((code) => {
      return { code, shipmentKeys: null, detail: "" };
    });
    const end = endOfPlan(
      { steps: [], blocks, adoptions: [], settlements: [] },
      { attempts: 0, auditSeconds: null },
    );
    expect(secondsToNextLook(end)).toBe(60);
  });
});

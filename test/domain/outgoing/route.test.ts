import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Passage } from "../../../app/domain/outgoing/breaker.ts";
import { MOST_TRIES } from "../../../app/domain/outgoing/retries.ts";
import { afterTry, routeOf } from "../../../app/domain/outgoing/route.ts";
import { instantOf } from "../../../app/domain/instant.ts";

const NOON = instantOf(Date.UTC(2026, 10, 21, 12));
const ALL: Passage = { pass: "all" };
const NONE: Passage = { pass: "none", seconds: 15 };
const PROBE: Passage = { pass: "probe", from: NOON, until: NOON };
const FRESH = { had: { first: 0, second: 0 }, hasSecond: true, waitedSeconds: 0 };

const anyTurn = fc.record({
  passage: fc.constantFrom(ALL, NONE, PROBE),
  failure: fc.constantFrom("may_pass" as const, "final" as const),
});

describe("S78: a delivery", () => {
  it("goes to the second address while the first takes nothing, and not before", () => {
    expect(routeOf(ALL, FRESH)).toEqual({ to: "first" });
    expect(routeOf(NONE, FRESH)).toEqual({ to: "second" });
    expect(routeOf(PROBE, FRESH)).toEqual({ to: "probe" });
  });

  it("goes there, too, when its own tries at the first are used up", () => {
    const had = { first: MOST_TRIES - 1, second: 0 };
    expect(afterTry("first", "may_pass", { ...FRESH, had })).toEqual({
      had: { first: MOST_TRIES, second: 0 },
      seconds: 0,
    });
    expect(routeOf(ALL, { ...FRESH, had: { first: MOST_TRIES, second: 0 } })).toEqual({
      to: "second",
    });
  });

  it("waits where there is no second, its tries unspent, for a day and no longer", () => {
    const alone = { ...FRESH, hasSecond: false };
    expect(routeOf(NONE, alone)).toEqual({ to: "wait", seconds: 15, who: "all_due" });
    expect(afterTry("probe", "may_pass", alone).had).toEqual(alone.had);
    expect(routeOf(NONE, { ...alone, waitedSeconds: 86_401 })).toEqual({ to: "nowhere" });
  });

  it("has one more try at the first where its second address was taken away", () => {
    const had = { first: MOST_TRIES, second: 1 };
    const alone = { ...FRESH, had, hasSecond: false };
    expect(routeOf(ALL, alone)).toEqual({ to: "first" });
    expect(afterTry("first", "may_pass", alone).seconds).toBeNull();
  });

  it("is tried four times at each address and no more, and ends, whatever happens", () => {
    fc.assert(
      fc.property(
        fc.array(anyTurn, { minLength: 200, maxLength: 200 }),
        fc.boolean(),
        (turns, hasSecond) => {
          const tried = { first: 0, probe: 0, second: 0 };
          let had = { first: 0, second: 0 };
          for (const { passage, failure } of turns) {
            const route = routeOf(passage, { had, hasSecond, waitedSeconds: 0 });
            if (route.to === "wait") continue;
            if (route.to === "nowhere") throw new Error("it had ended before");
            if (route.to === "second") {
              expect(passage.pass === "none" || had.first >= MOST_TRIES).toBe(true);
            }
            tried[route.to] += 1;
            const after = afterTry(route.to, failure, { had, hasSecond });
            had = { ...after.had };
            if (after.seconds === null) break;
          }
          expect(Math.max(tried.first, tried.second)).toBeLessThanOrEqual(MOST_TRIES);
          if (!hasSecond) expect(tried.second).toBe(0);
        },
      ),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, plusSeconds } from "../../../app/domain/instant.ts";
import {
  afterFailure,
  type Breaker,
  CLOSED,
  FAILURES_TO_OPEN,
  passageAt,
} from "../../../app/domain/outgoing/breaker.ts";

const NOON = instantOf(Date.UTC(2026, 10, 21, 12));
const LONGEST_SECONDS = 300;

function failed(times: number): Breaker {
  let breaker: Breaker = CLOSED;
  for (let time = 0; time < times; time += 1) breaker = afterFailure(breaker, NOON, "usual");
  return breaker;
}

const OPEN = failed(FAILURES_TO_OPEN);

const anyStep = fc.record({
  what: fc.constantFrom("try", "late_failure", "answers"),
  seconds: fc.integer({ min: 0, max: 400 }),
});

describe("S78: the breaker of an address", () => {
  it("opens after so many tries in a row that failed, and not before", () => {
    expect(passageAt(failed(FAILURES_TO_OPEN - 1), NOON)).toEqual({ pass: "all" });
    expect(passageAt(OPEN, NOON)).toEqual({ pass: "none", seconds: 15 });
  });

  it("lets one probe through after a pause, which doubles with each that fails, to five minutes", () => {
    const pauses: number[] = [];
    let breaker = OPEN;
    let now = NOON;
    for (let probe = 0; probe < 7; probe += 1) {
      const passage = passageAt(breaker, now);
      if (passage.pass !== "none") throw new Error("it is open");
      pauses.push(passage.seconds);
      now = plusSeconds(now, passage.seconds);
      expect(passageAt(breaker, now).pass).toBe("probe");
      breaker = afterFailure(breaker, now, "probe");
    }
    expect(pauses).toEqual([15, 30, 60, 120, 240, 300, 300]);
  });

  it("learns nothing from a try that began before it opened", () => {
    expect(afterFailure(OPEN, plusSeconds(NOON, 9), "usual")).toEqual(OPEN);
  });

  it("never leaves an address alone for longer than five minutes, nor tries it more often than it may, whatever happens", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        let breaker: Breaker = CLOSED;
        let now = NOON;
        let probedAt: typeof NOON | null = null;
        for (const { what, seconds } of steps) {
          now = plusSeconds(now, seconds);
          const passage = passageAt(breaker, now);
          if (what === "answers") {
            breaker = CLOSED;
            probedAt = null;
          } else if (what === "late_failure" || passage.pass === "all") {
            breaker = afterFailure(breaker, now, "usual");
          } else if (passage.pass === "none") {
            expect(passage.seconds).toBeLessThanOrEqual(LONGEST_SECONDS);
            expect(passageAt(breaker, plusSeconds(now, passage.seconds)).pass).toBe("probe");
          } else {
            if (probedAt !== null) expect(plusSeconds(probedAt, 30) <= now).toBe(true);
            probedAt = now;
            breaker = afterFailure(breaker, now, "probe");
          }
        }
      }),
    );
  });
});

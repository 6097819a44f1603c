import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addLatencies,
  latencyAt,
  LATENCY_BOUNDS_SECONDS,
} from "../../../app/domain/history/latency.ts";

const CLASSES = LATENCY_BOUNDS_SECONDS.length + 1;
const counts = fc.array(fc.nat(1000), { minLength: CLASSES, maxLength: CLASSES });

describe("latencies that were counted in classes", () => {
  it("say nothing where nothing was counted", () => {
    expect(latencyAt([], 0.5)).toBeNull();
    expect(latencyAt(new Array<number>(CLASSES).fill(0), 0.95)).toBeNull();
  });

  it("lie within the class of the message that the share names", () => {
    const halfASecondToOne = LATENCY_BOUNDS_SECONDS.map((bound) => (bound === 1 ? 100 : 0));
    expect(latencyAt(halfASecondToOne, 0.5)).toBeCloseTo(0.75);
    const slow = [...halfASecondToOne, 10];
    expect(latencyAt(slow, 0.5)).toBeLessThanOrEqual(1);
    expect(latencyAt(slow, 0.99)).toBeGreaterThan(86_400);
  });

  it("never fall where the share grows", () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (classes, share) => {
        const [low, high] = [latencyAt(classes, share / 2), latencyAt(classes, share)];
        if (low === null || high === null) expect([low, high]).toEqual([null, null]);
        else expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });

  it("are added class by class", () => {
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        const sum = addLatencies(one, other);
        expect(sum).toEqual(one.map((count, index) => count + (other[index] ?? 0)));
        expect(addLatencies([], one)).toEqual(one);
      }),
    );
  });
});

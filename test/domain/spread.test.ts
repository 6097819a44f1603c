import { expect, it } from "vitest";
import { spread } from "../../app/domain/spread.ts";

const TOKENS = Array.from({ length: 1000 }, (_, at) => String(481_000 + at));

it("the same key gives the same delay, never shorter and never a fifth longer", () => {
  for (const token of TOKENS) {
    const seconds = spread(60, token);
    expect(seconds).toBe(spread(60, token));
    expect(seconds).toBeGreaterThanOrEqual(60);
    expect(seconds).toBeLessThan(72);
  }
  expect(spread(0, "1")).toBe(0);
});

it("orders that failed together come back over the whole span, however alike their keys are", () => {
  const perSecond = Map.groupBy(TOKENS, (token) => Math.floor(spread(60, token)));
  expect(perSecond.size).toBe(12);
  for (const [, tokens] of perSecond) {
    expect(tokens.length).toBeGreaterThan(50);
    expect(tokens.length).toBeLessThan(120);
  }
});

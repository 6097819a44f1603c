import { beforeEach, describe, expect, it } from "vitest";
import { pace, type Pace } from "../../app/worker/pace.ts";

let now: number;
let busy: number;
let paced: Pace;

beforeEach(() => {
  now = 0;
  busy = 1;
  paced = pace({ busy: () => busy, elapsed: () => now });
});

/** So many looks at the machine, half a second apart, while these shops are at work. */
function sharesAfter(looks: number, shops: readonly string[]): number {
  let share = 0;
  for (let look = 0; look < looks; look += 1) {
    for (const shop of shops) paced.begin(shop);
    now += 500;
    share = paced.shareOf(10);
  }
  return share;
}

describe("a shop's share of a worker", () => {
  it("is whole for a shop that is alone, however busy the machine is", () => {
    expect(sharesAfter(50, ["loud"])).toBe(10);
  });

  it("is whole for all while the machine has time left", () => {
    busy = 0.8;
    expect(sharesAfter(50, ["loud", "quiet"])).toBe(10);
  });

  it("shrinks while others are at work and the machine is full, and never below a quarter", () => {
    expect(sharesAfter(1, ["loud", "quiet"])).toBe(6);
    expect(sharesAfter(50, ["loud", "quiet"])).toBe(3);
    expect(paced.shareOf(4)).toBe(1);
    expect(paced.shareOf(1)).toBe(1);
  });

  it("grows again when the machine has time, and is whole at once when the others are gone", () => {
    sharesAfter(50, ["loud", "quiet"]);
    busy = 0.5;
    expect(sharesAfter(2, ["loud", "quiet"])).toBe(4);
    expect(sharesAfter(10, ["loud", "quiet"])).toBe(10);
    busy = 1;
    sharesAfter(50, ["loud", "quiet"]);
    expect(sharesAfter(21, ["loud"])).toBe(10);
  });

  it("is looked at twice a second, and not at every claim", () => {
    let looks = 0;
    const counted = pace({
      busy: () => {
        looks += 1;
        return 1;
      },
      elapsed: () => now,
    });
    for (; now < 2000; now += 10) counted.shareOf(10);
    expect(looks).toBe(3);
  });
});

import { describe, expect, it } from "vitest";
import { runHistory } from "./history.ts";

const HELD = { lost: 0, duplicateFulfillments: 0, duplicateNotices: 0, diverged: 0 };

describe("an order's whole life", () => {
  it("loses nothing and doubles nothing, whatever crashes, fails, comes late or is done by hand (S11, S16, S44)", async () => {
    for (let seed = 1; seed <= 2_000; seed += 1) {
      expect(await runHistory(seed), `seed ${String(seed)}`).toMatchObject(HELD);
    }
  }, 60_000);

  it("is the same for the same seed", async () => {
    expect(await runHistory(7)).toEqual(await runHistory(7));
  });
});

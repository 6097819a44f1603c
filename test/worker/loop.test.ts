import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { ShopShare } from "../../app/pipeline/ports.ts";
import { startLoop } from "../../app/worker/loop.ts";
import { recordingLog } from "../routes/recording-log.ts";

interface Unit {
  readonly number: number;
  readonly shopId: string;
}

function unitOf(number: number): Unit {
  return { number, shopId: "shop" };
}

/** A queue whose units end when the test says so. */
function given(
  units: number[],
  options: { readonly atOnce?: number; readonly pollMilliseconds?: number } = {},
) {
  const claims: number[] = [];
  const started: number[] = [];
  const ends = new Map<number, () => void>();
  const log = recordingLog();
  const loop = startLoop<Unit>({
    name: "test",
    atOnce: 4,
    pollMilliseconds: 60_000,
    ...options,
    log,
    claim: (limit) => {
      claims.push(limit);
      return Promise.resolve(units.splice(0, limit).map(unitOf));
    },
    work: ({ number }) => {
      started.push(number);
      return new Promise((resolve) => ends.set(number, resolve));
    },
  });
  return { loop, claims, started, log, end: (unit: number) => ends.get(unit)?.() };
}

describe("a worker's loop", () => {
  it("works on as many as may be, and claims again when half of them have ended", async () => {
    const { started, claims, end } = given([1, 2, 3, 4, 5, 6, 7]);
    await expect.poll(() => started).toEqual([1, 2, 3, 4]);

    end(1);
    await Promise.resolve();
    expect(claims).toEqual([4]);
    end(2);

    await expect.poll(() => started).toEqual([1, 2, 3, 4, 5, 6]);
    expect(claims).toEqual([4, 2]);
  });

  it("tells what each shop has in work, and looks again when half of a full share is free", async () => {
    const shares: ShopShare[] = [];
    const ends: (() => void)[] = [];
    const waiting = ["loud", "loud", "quiet"];
    const loop = startLoop({
      name: "test",
      atOnce: 8,
      atOncePerShop: 2,
      pollMilliseconds: 60_000,
      log: recordingLog(),
      claim: (_, share) => {
        shares.push(share);
        return Promise.resolve(waiting.splice(0).map((shopId) => ({ shopId })));
      },
      work: () => new Promise((resolve) => ends.push(resolve)),
    });
    await expect.poll(() => loop.inWork).toBe(3);

    ends[2]?.();
    await expect.poll(() => loop.inWork).toBe(2);
    expect(shares).toHaveLength(1);
    ends[0]?.();

    await expect
      .poll(() => shares)
      .toEqual([
        { atOnce: 2, inWork: [] },
        { atOnce: 2, inWork: ["loud"] },
      ]);
  });

  it("looks again at once where a full share was worked off while it was claimed", async () => {
    const ends: (() => void)[] = [];
    const shares: ShopShare[] = [];
    const given = [["loud", "loud"], ["loud"], ["loud"]];
    startLoop({
      name: "test",
      atOnce: 8,
      atOncePerShop: 2,
      pollMilliseconds: 60_000,
      log: recordingLog(),
      claim: async (_, share) => {
        shares.push(share);
        if (shares.length === 2) ends[1]?.(); // the last one of the first claim
        await nextTurn();
        return (given.shift() ?? []).map((shopId) => ({ shopId }));
      },
      work: () => new Promise((resolve) => ends.push(resolve)),
    });
    await expect.poll(() => ends).toHaveLength(2);

    ends[0]?.();

    await expect.poll(() => ends).toHaveLength(4);
    expect(shares.map(({ inWork }) => inWork.length)).toEqual([0, 1, 1]);
  });

  it("looks again when it is woken", async () => {
    const units: number[] = [];
    const { loop, claims, started } = given(units);
    await expect.poll(() => claims).toEqual([4]);

    units.push(1);
    loop.wake();

    await expect.poll(() => started).toEqual([1]);
  });

  it("looks again by itself, because a hint may be lost", async () => {
    const units: number[] = [];
    const { claims, started } = given(units, { pollMilliseconds: 5 });
    await expect.poll(() => claims.length).toBeGreaterThan(1);
    units.push(1);
    await expect.poll(() => started).toEqual([1]);
  });

  it("claims nothing more once it stops, and has stopped when all in work has ended", async () => {
    const { loop, started, claims, end } = given([1, 2, 3, 4, 5]);
    await expect.poll(() => started).toHaveLength(4);

    let hasStopped = false;
    const stopped = loop.stop().then(() => {
      hasStopped = true;
    });
    [1, 2, 3].forEach(end);
    await expect.poll(() => loop.inWork).toBe(1);
    expect(hasStopped).toBe(false);
    end(4);
    await stopped;

    expect(claims).toEqual([4]);
    expect(started).toEqual([1, 2, 3, 4]);
  });

  it("goes on after a failed claim and after a failed unit, and says so", async () => {
    const log = recordingLog();
    let turn = 0;
    const done: number[] = [];
    const loop = startLoop<Unit>({
      name: "test",
      atOnce: 2,
      pollMilliseconds: 1,
      log,
      claim: () => {
        turn += 1;
        return turn === 1
          ? Promise.reject(new Error("no database"))
          : Promise.resolve(turn <= 3 ? [unitOf(turn)] : []);
      },
      work: ({ number }) => {
        if (number === 2) return Promise.reject(new Error("poison"));
        done.push(number);
        return Promise.resolve();
      },
    });

    await expect.poll(() => done).toEqual([3]);
    await loop.stop();

    expect(log.lines.map(({ event }) => event)).toEqual([
      "worker.claim_failed",
      "worker.unit_failed",
    ]);
  });

  it("works on one at a time of those whose workers ended time and again, beside all others", async () => {
    const started: number[] = [];
    const givenBack: number[] = [];
    const ends = new Map<number, () => void>();
    const waiting = [1, 2, 3, 4].map((number) => ({
      ...unitOf(number),
      lost: number === 4 ? 1 : 2,
    }));
    const loop = startLoop({
      name: "test",
      atOnce: 8,
      pollMilliseconds: 60_000,
      log: recordingLog(),
      claim: () => Promise.resolve(waiting.splice(0)),
      work: ({ number }) => {
        started.push(number);
        return new Promise<void>((resolve) => ends.set(number, resolve));
      },
      giveBack: ({ number }) => {
        givenBack.push(number);
        return Promise.resolve();
      },
    });
    await expect.poll(() => started).toEqual([1, 4]);
    expect(givenBack).toEqual([2, 3]);

    ends.get(1)?.();
    await nextTurn();
    waiting.push({ ...unitOf(2), lost: 2 });
    loop.wake();

    await expect.poll(() => started).toEqual([1, 4, 2]);
    for (const end of ends.values()) end();
    await loop.stop();
  });
});

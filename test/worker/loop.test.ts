import { describe, expect, it } from "vitest";
import { startLoop } from "../../app/worker/loop.ts";
import { recordingLog } from "../routes/recording-log.ts";

/** A queue whose units end when the test says so. */
function given(
  units: number[],
  options: { readonly atOnce?: number; readonly pollMilliseconds?: number } = {},
) {
  const claims: number[] = [];
  const started: number[] = [];
  const ends = new Map<number, () => void>();
  const log = recordingLog();
  const loop = startLoop<number>({
    name: "test",
    atOnce: 4,
    pollMilliseconds: 60_000,
    ...options,
    log,
    claim: (limit) => {
      claims.push(limit);
      return Promise.resolve(units.splice(0, limit));
    },
    work: (unit) => {
      started.push(unit);
      return new Promise((resolve) => ends.set(unit, resolve));
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
    const loop = startLoop<number>({
      name: "test",
      atOnce: 2,
      pollMilliseconds: 1,
      log,
      claim: () => {
        turn += 1;
        return turn === 1
          ? Promise.reject(new Error("no database"))
          : Promise.resolve(turn <= 3 ? [turn] : []);
      },
      work: (unit) => {
        if (unit === 2) return Promise.reject(new Error("poison"));
        done.push(unit);
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
});

import { beforeEach, expect, it } from "vitest";
import { keptFor } from "../../../app/adapters/postgres/kept-for.ts";
import type { Kept } from "../../../app/adapters/postgres/kept-for.ts";

let now: number;
/** The readings that were asked for, each to be answered by the test. */
let readings: {
  readonly resolve: (value: string) => void;
  readonly reject: (why: Error) => void;
}[];
let kept: Kept<string>;

beforeEach(() => {
  now = 0;
  readings = [];
  const read = () =>
    new Promise<string>((resolve, reject) => {
      readings.push({ resolve, reject });
    });
  kept = keptFor(1000, read, () => now);
});

async function givenKnown(value: string): Promise<void> {
  const first = kept.get("a");
  readings[0]?.resolve(value);
  await first;
}

it("is read again before its time is over, while what is known still answers", async () => {
  await givenKnown("old");
  now = 600;

  await expect(kept.get("a")).resolves.toBe("old");
  await expect(kept.get("a")).resolves.toBe("old");
  expect(readings).toHaveLength(2);
  readings[1]?.resolve("new");
  await expect.poll(() => kept.get("a")).toBe("new");

  now = 1500;
  await expect(kept.get("a")).resolves.toBe("new");
});

it("what was forgotten while it was read again is read anew", async () => {
  await givenKnown("old");
  now = 600;
  void kept.get("a");
  kept.forget("a");
  readings[1]?.resolve("read before the change");

  const asked = kept.get("a");
  readings[2]?.resolve("changed");

  await expect(asked).resolves.toBe("changed");
  await expect(kept.get("a")).resolves.toBe("changed");
});

it("a second reading that fails leaves a value its time, and no longer", async () => {
  await givenKnown("old");
  now = 600;
  void kept.get("a");
  readings[1]?.reject(new Error("the database is out"));
  await expect(kept.get("a")).resolves.toBe("old");

  now = 1000;
  const asked = kept.get("a");
  readings[2]?.reject(new Error("the database is out"));

  await expect(asked).rejects.toThrow("the database is out");
});

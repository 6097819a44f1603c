import { beforeEach, expect, it } from "vitest";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { InboxUnavailable } from "../../app/pipeline/inbox-unavailable.ts";
import { MAX_LOST, MAX_SURPRISES } from "../../app/worker/backoff.ts";
import { guarded } from "../../app/worker/guarded.ts";
import { recordingLog } from "../routes/recording-log.ts";

interface Unit {
  readonly leaseToken: string;
  readonly attempts: number;
  readonly lost: number;
}

const FRESH: Unit = { leaseToken: "7", attempts: 0, lost: 0 };

let ends: unknown[];
let log: ReturnType<typeof recordingLog>;

beforeEach(() => {
  ends = [];
  log = recordingLog();
});

function working(work: (unit: Unit) => Promise<void>): (unit: Unit) => Promise<void> {
  const ports = { log, metrics: systemMetrics() };
  return guarded<Unit>(ports, {
    name: "unit",
    named: ({ attempts }) => ({ attempts }),
    work,
    defer: (_unit, { seconds, cause }) => {
      ends.push([cause, Math.floor(seconds)]);
      return Promise.resolve();
    },
    setAside: (_unit, detail, why) => {
      ends.push([why, detail]);
      return Promise.resolve();
    },
    afterTheFix: "look again",
  });
}

it("a surprise gives a unit back for longer each time, and the fifth after it sets it aside", async () => {
  const work = working(() => Promise.reject(new TypeError("a bug")));
  for (let attempts = 0; attempts <= MAX_SURPRISES; attempts += 1) {
    await work({ ...FRESH, attempts });
  }
  expect(ends.slice(0, 3)).toEqual([
    ["surprise", 1],
    ["surprise", 2],
    ["surprise", 5],
  ]);
  expect(ends.at(-1)).toEqual([
    "failed",
    "Handoff failed on this several times. Its log has the cause; after the fix, look again.",
  ]);
  expect(log.lines.map(({ event }) => event)).toEqual(Array(MAX_SURPRISES + 1).fill("unit.failed"));
});

it("what was away sets nothing aside, however often it is missed", async () => {
  const work = working(() => Promise.reject(new InboxUnavailable("away")));
  await work({ ...FRESH, attempts: 3 * MAX_SURPRISES });
  expect(ends).toEqual([["passing", 3]]);
});

it("what five workers in a row did not survive is set aside without another try", async () => {
  let tries = 0;
  const work = working(() => {
    tries += 1;
    return Promise.resolve();
  });
  for (let lost = 0; lost <= MAX_LOST; lost += 1) await work({ ...FRESH, lost });
  expect(tries).toBe(MAX_LOST);
  expect(ends).toEqual([
    [
      "interrupted",
      "Handoff's worker ended or lost its database 5 times in a row with this in hand. Its log has the cause; after the fix, look again.",
    ],
  ]);
});

import { describe, expect, it } from "vitest";
import type { LoadResult } from "../intake/load/plan.ts";
import { judgeMachineLimit, judgeTenTimes } from "./judge.ts";
import type { StageResult } from "./open-loop/plan.ts";

const LATENCIES = { p50: 40, p95: 120, p99: 180, max: 300 };
const REFUSALS = { p50: 5, p95: 20, p99: 30, max: 40 };

/** All of it taken, and in time. */
const WELL: LoadResult = {
  seconds: 10,
  sent: 10_000,
  answered: 10_000,
  accepted: 10_000,
  acceptedInAll: 12_000,
  statuses: { "202": 10_000 },
  withoutRetryAfter: 0,
  broken: 0,
  latencies: LATENCIES,
  refusals: REFUSALS,
};
const STAGE: StageResult = {
  ...{ ...WELL, name: "stage", due: 10_000, givenUp: 0, unanswered: 0 },
  ...{ lateness: LATENCIES, lastRefusedAfter: 0 },
};
const LIMIT = { thousand: WELL, flood: WELL, afterwards: WELL };
const RATES = { sustainedPerSecond: 1000, timesSustained: 10, lost: 0 };

function ofThousand(change: Partial<LoadResult>): readonly string[] {
  const thousand = { ...WELL, ...change };
  return missed(judgeMachineLimit({ ...LIMIT, ...RATES, thousand }));
}

function missed(verdicts: ReturnType<typeof judgeTenTimes>): readonly string[] {
  return verdicts.filter(({ reached }) => !reached).map(({ name }) => name);
}

describe("the bench of a flood", () => {
  it("S61: misses its target where one delivery of ten times the rate is lost", () => {
    const stages = { before: STAGE, flood: STAGE, settling: STAGE, afterwards: STAGE };
    const run = { ...stages, ...RATES, thousand: WELL, quiet: STAGE, connections: 1000 };
    expect(missed(judgeTenTimes(run))).toEqual([]);
    expect(missed(judgeTenTimes({ ...run, lost: 1 }))).toEqual([
      "ten times: acknowledged and not in the database (S61)",
    ]);
  });

  it("S62: misses its target below 99.5 % of what a thousand senders sent", () => {
    const name = "as many as there are: deliveries of a thousand senders that were taken (S62)";
    expect(ofThousand({ accepted: 9_950 })).not.toContain(name);
    expect(ofThousand({ accepted: 9_949 })).toContain(name);
    expect(ofThousand({ broken: 60 })).toContain(name);
    expect(ofThousand({ answered: 0, accepted: 0 }), "nothing was sent").toContain(name);
  });

  it("S63 S64: misses its target where nineteen in twenty of a thousand take 200 ms", () => {
    expect(ofThousand({})).toEqual([]);
    expect(ofThousand({ latencies: { ...LATENCIES, p95: 200 } })).toEqual([
      "as many as there are: p95 of a thousand senders (S63, S64)",
    ]);
  });
});

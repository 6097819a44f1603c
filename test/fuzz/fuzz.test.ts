import { expect, it } from "vitest";
import { runFuzz } from "./run-fuzz.ts";

const INPUTS = 2_500;
const MILLISECONDS = 300_000;

it(
  "R24: whatever comes, no answer is a 500 and none is wrong, and every accepted body is stored byte for byte",
  async () => {
    const seed = Math.floor(Math.random() * 1_000_000);
    const report = await runFuzz({ inputs: INPUTS, seed, say: () => undefined });

    const told = JSON.stringify(report);
    expect(report.examples, told).toEqual([]);
    expect(report, told).toMatchObject({
      wrong: 0,
      notAsSent: 0,
      withoutEnd: 0,
      loggedErrors: 0,
      over50MillisecondsOfCpu: 0,
    });
    expect(report.storedByteForByte, told).toBe(report.accepted + report.repeated);
    expect(report.accepted, told).toBeGreaterThan(INPUTS / 2);
    expect(report.mappings.refused, told).toBeGreaterThan(0);
    expect(report.mappings.published, told).toBeGreaterThan(0);
    // The bound is 50 ms, which `npm run fuzz` asks for; tests run beside each other on few cores.
    expect(report.stalls.cpuMilliseconds, told).toBeLessThan(100);
  },
  MILLISECONDS,
);

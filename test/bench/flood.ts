import { parseArgs } from "node:util";
import { startBenchDatabase } from "./intake/bench-database.ts";
import type { Chart, Judged } from "./report/verdict.ts";
import { flood, type FloodReport } from "./flood/flood.ts";
import { printFlood } from "./flood/print-flood.ts";
import { startHandoff } from "./intake/variants.ts";

const SHOPS = 10;

/**
 * What becomes of deliveries when there are too many: a thousand senders at
 * once, then ten times what was just sustained (or as much of it as senders on
 * this machine can send), then ordinary traffic again. `--quick`, `--seconds`.
 */
export async function benchFlood(parameters: readonly string[]): Promise<Judged> {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      quick: { type: "boolean", default: false },
      seconds: { type: "string" },
    },
  });
  const seconds = Number(values.seconds ?? (values.quick ? 10 : 60));
  const database = await startBenchDatabase(SHOPS);
  try {
    const server = await startHandoff(database.url, null);
    try {
      const report = await flood({ server, database, seconds });
      printFlood(report);
      return { part: "flood", ...report, charts: [chartOf(report)] };
    } finally {
      await server.stop();
    }
  } finally {
    await database.close();
  }
}

function chartOf({ phases: { thousand, flood: flooded, afterwards } }: FloodReport): Chart {
  const bars = [
    {
      group: "p95 of what was taken",
      name: "Handoff, a thousand senders",
      value: thousand.latencies.p95,
    },
    { group: "p95 of what was taken", name: "Handoff, in the flood", value: flooded.latencies.p95 },
    {
      group: "p95 of what was taken",
      name: "Handoff, 5 s after it",
      value: afterwards.latencies.p95,
    },
    {
      group: "p95 of what was refused",
      name: "Handoff, in the flood",
      value: flooded.refusals.p95,
    },
  ];
  return { title: "How long a sender waits for its answer", unit: "ms", bars };
}

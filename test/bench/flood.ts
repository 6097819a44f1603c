import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { judgeMachineLimit, judgeTenTimes } from "./flood/judge.ts";
import { machineLimit, type MachineLimit } from "./flood/machine-limit.ts";
import { printLoad, printMachineLimit, printTenTimes } from "./flood/print-flood.ts";
import { tenTimes, type TenTimes } from "./flood/ten-times.ts";
import { startBenchDatabase, type BenchDatabase } from "./intake/bench-database.ts";
import { startHandoff } from "./intake/variants.ts";
import type { Chart, Judged } from "./report/verdict.ts";

/** Ten that flood and a quiet one. */
const SHOPS = 11;
const MACHINE_LIMIT_SECONDS = 20;

interface FloodOptions {
  /** How long the flood of ten times lasts. */
  readonly seconds: number;
  /** Where Handoff's CPU profile of it goes. */
  readonly profileFolder: string | null;
}

/**
 * What becomes of deliveries when there are too many. First ten times what is
 * sustained, sent by the clock: with a database that answers late, so that one
 * machine can send so much. Then as many senders as there are at the machine's
 * own limit. `--quick`, `--seconds`, `--profile FOLDER`.
 */
export async function benchFlood(parameters: readonly string[]): Promise<Judged> {
  const options = readOptions(parameters);
  const database = await startBenchDatabase(SHOPS);
  try {
    const late = await tenTimes({ ...options, database });
    printTenTimes(late);
    const limit = await atMachineLimit(database, options);
    printMachineLimit(limit);
    const machineLoad = loadavg()[0] ?? 0;
    printLoad(machineLoad);
    const figures = { tenTimes: late, machineLimit: limit, machineLoad };
    const verdicts = [...judgeTenTimes(late), ...judgeMachineLimit(limit)];
    return { part: "flood", ...figures, verdicts, charts: [chartOf(late, limit)] };
  } finally {
    await database.close();
  }
}

function readOptions(parameters: readonly string[]): FloodOptions {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      quick: { type: "boolean", default: false },
      seconds: { type: "string" },
      profile: { type: "string" },
    },
  });
  const seconds = Number(values.seconds ?? (values.quick ? 10 : 60));
  return { seconds, profileFolder: values.profile ?? null };
}

async function atMachineLimit(
  database: BenchDatabase,
  { seconds }: FloodOptions,
): Promise<MachineLimit> {
  const server = await startHandoff(database.url, null);
  try {
    const most = Math.min(seconds, MACHINE_LIMIT_SECONDS);
    return await machineLimit({ server, database, seconds: most });
  } finally {
    await server.stop();
  }
}

function chartOf(late: TenTimes, limit: MachineLimit): Chart {
  const taken = "p95 of what was taken";
  const refused = "p95 of what was refused";
  const bars = [
    { group: taken, name: "Handoff, ten times: before it", value: late.before.latencies.p95 },
    { group: taken, name: "Handoff, ten times: in the flood", value: late.flood.latencies.p95 },
    {
      group: taken,
      name: "Handoff, ten times: 5 s after it",
      value: late.afterwards.latencies.p95,
    },
    {
      group: taken,
      name: "Handoff, machine's limit: 1,000 senders",
      value: limit.thousand.latencies.p95,
    },
    {
      group: taken,
      name: "Handoff, machine's limit: in the flood",
      value: limit.flood.latencies.p95,
    },
    {
      group: taken,
      name: "Handoff, machine's limit: after it",
      value: limit.afterwards.latencies.p95,
    },
    { group: refused, name: "Handoff, ten times: in the flood", value: late.flood.refusals.p95 },
    {
      group: refused,
      name: "Handoff, machine's limit: in the flood",
      value: limit.flood.refusals.p95,
    },
  ];
  return { title: "How long a sender waits for its answer", unit: "ms", bars };
}

import { cpus } from "node:os";
import { startBenchDatabase } from "./intake/bench-database.ts";
import type { BenchDatabase } from "./intake/bench-database.ts";
import { inWords, p95Chart, rateChart } from "./intake/charts.ts";
import { summaryOf } from "./intake/figures.ts";
import { measurePoint } from "./intake/measure.ts";
import type { Point } from "./intake/measure.ts";
import { readOptions } from "./intake/options.ts";
import type { IntakeOptions } from "./intake/options.ts";
import { printTable } from "./intake/print-table.ts";
import type { Judged } from "./report/verdict.ts";
import { targetsOf } from "./intake/targets.ts";
import { startVariants } from "./intake/variants.ts";
import type { VariantName, Variants } from "./intake/variants.ts";

const SHOPS = 10;
const WARM_UP_SECONDS = 5;

/**
 * What taking in a delivery costs, against a server that keeps nothing and
 * against what apps usually do: in one run, in random order, several rounds,
 * with senders and PostgreSQL on the same machine. `--quick`, `--rounds`,
 * `--seconds`, `--connections`, `--variants`, `--bytes`, `--profile FOLDER`.
 */
export async function benchIntake(parameters: readonly string[]): Promise<Judged> {
  const options = readOptions(parameters);
  const database = await startBenchDatabase(SHOPS);
  try {
    const variants = await startVariants(options.variants, database, options.profileFolder);
    try {
      return report(options, await runRounds(options, variants, database));
    } finally {
      await variants.stop();
    }
  } finally {
    await database.close();
  }
}

async function runRounds(
  options: IntakeOptions,
  variants: Variants,
  database: BenchDatabase,
): Promise<readonly (readonly Point[])[]> {
  const rounds: Point[][] = [];
  for (const variant of options.variants) await warmUp(variant, variants, database);
  for (let round = 1; round <= options.rounds; round += 1) {
    const points: Point[] = [];
    for (const { variant, connections } of shuffled(pairsOf(options))) {
      const server = variants.of(variant);
      const { seconds, bodyBytes } = options;
      const plan = { variant, server, database, connections, seconds, bodyBytes };
      const point = await measurePoint(plan);
      console.error(`round ${String(round)}: ${describe(point)}`);
      points.push(point);
    }
    rounds.push(points);
  }
  return rounds;
}

/** So that each server's code is compiled before the first round, as it is in one that runs for days. */
async function warmUp(
  variant: VariantName,
  variants: Variants,
  database: BenchDatabase,
): Promise<void> {
  const server = variants.of(variant);
  const plan = { variant, server, database, connections: 100, seconds: WARM_UP_SECONDS };
  await measurePoint({ ...plan, bodyBytes: 1000 });
}

function pairsOf({ variants, connections }: IntakeOptions) {
  return connections.flatMap((count) =>
    variants.map((variant) => ({ variant, connections: count })),
  );
}

function describe({ variant, connections, load, machineLoad, ...point }: Point): string {
  const cpu = `${point.serverMicroseconds.toFixed(0)} + ${(point.postgresMicroseconds ?? NaN).toFixed(0)} µs`;
  return `${variant} × ${String(connections)}: ${point.acceptedPerSecond.toFixed(0)}/s, ${cpu}, p95 ${String(load.latencies.p95)} ms, machine load ${machineLoad.toFixed(1)}`;
}

function report(options: IntakeOptions, rounds: readonly (readonly Point[])[]) {
  const points = rounds.flat();
  const summaries = pairsOf(options).map(({ variant, connections }) =>
    summaryOf(
      points.filter((point) => point.variant === variant && point.connections === connections),
    ),
  );
  const targets = targetsOf(rounds);
  printTable(summaries);
  return {
    part: "intake",
    cores: cpus().length,
    rounds: options.rounds,
    seconds: options.seconds,
    bodyBytes: options.bodyBytes,
    machineLoad: points.map(({ machineLoad }) => Math.round(machineLoad * 10) / 10),
    points: summaries,
    targets,
    reached: targets.every(({ reached }) => reached),
    verdicts: targets.map(({ measured, ...one }) => ({ ...one, measured: inWords(measured) })),
    charts: [rateChart(summaries), p95Chart(summaries)],
  };
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

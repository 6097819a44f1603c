import { loadavg } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import type pg from "pg";
import type { ReconciliationReport } from "../../app/domain/reconciliation/report.ts";
import { freePort } from "../sandbox/processes/free-port.ts";
import type { Program } from "../sandbox/processes/program.ts";
import { startApp } from "../sandbox/stack/app.ts";
import { installApp } from "../sandbox/stack/app-client.ts";
import { makeKeys } from "../sandbox/stack/keys.ts";
import { startShopify } from "../sandbox/stack/simulators.ts";
import { openStore } from "../sandbox/stack/store-client.ts";
import { SEEDED_HANDLE, SEEDED_KEY, startSeededData } from "../seed/seeded-data.ts";
import { cpuSeconds, peakMemory } from "./process-figures.ts";
import { allReached, atMost, type Judged } from "./report/verdict.ts";
import { startListingShopify, type ListingShopify } from "./reconcile/listing-shopify.ts";

const TARGET = { memoryMiB: 512, shareOfBucket: 0.2 };
/** Points a second of the smallest plan. */
const STANDARD_RESTORE = 100;
const HOUR_SECONDS = 3600;
const LOOK_MILLISECONDS = 1000;
const MOST_SECONDS = HOUR_SECONDS;

interface ReconcileResult extends Judged {
  readonly part: "reconcile";
  readonly messages: number;
  readonly orders: number;
  /** Orders that were read, and how many of them differed. */
  readonly read: number;
  readonly differing: number;
  readonly pages: number;
  /** From its beginning to its report, and the part that reads Shopify. */
  readonly seconds: number;
  readonly readingSeconds: number;
  readonly points: number;
  /** Of a Standard shop's bucket: while it reads, and of what refills in an hour. */
  readonly shareWhileReading: number;
  readonly shareOfHour: number;
  readonly peakMiB: number;
  readonly workerCpuSeconds: number;
  readonly load: readonly number[];
  readonly reached: boolean;
}

/**
 * One reconciliation of a shop with many orders, in a worker of its own: the
 * most memory that it held, and what it took of a Standard shop's bucket.
 *
 * `--messages`, `--orders`. The seeded data is kept under `.cache/bench`.
 */
export async function benchReconcile(parameters: readonly string[]): Promise<ReconcileResult> {
  const sizes = readSizes(parameters);
  const closers: (() => Promise<void>)[] = [];
  try {
    const stage = await startStage(sizes, closers);
    say("reconciling …");
    const measured = await measure(stage);
    const result = resultOf(sizes, stage, measured);
    printTable(result);
    return result;
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

interface Sizes {
  readonly messages: number;
  readonly orders: number;
}

function readSizes(parameters: readonly string[]): Sizes {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      messages: { type: "string", default: "1000000" },
      orders: { type: "string", default: "200000" },
    },
  });
  return { messages: Number(values.messages), orders: Number(values.orders) };
}

interface Stage {
  readonly owner: pg.Pool;
  readonly shopId: string;
  readonly shopify: ListingShopify;
  readonly worker: Program;
  readonly begin: () => Promise<void>;
}

async function startStage(sizes: Sizes, closers: (() => Promise<void>)[]): Promise<Stage> {
  const data = await startSeededData({ ...sizes, keeps: "data", say }, closers);
  say("starting the simulator and the app …");
  // This simulator does not know the tokens of an earlier run's.
  await data.owner.query("DELETE FROM session");
  const keys = { ...makeKeys(), handoffKey: SEEDED_KEY.toString("base64") };
  const port = await freePort(0);
  const appUrl = `http://localhost:${String(port)}`;
  const simulator = await startShopify({ port: await freePort(0), appUrl, keys });
  closers.push(() => simulator.program.stop());
  const shopify = await startListingShopify({ ...data, shopifyUrl: simulator.url });
  closers.push(() => shopify.close());
  const plan = { shopifyUrl: shopify.url, keys, databaseUrl: data.url };
  const web = await startApp({ ...plan, role: "web", port });
  closers.push(() => web.stop());
  await openStore(simulator.url, SEEDED_HANDLE);
  const app = await installApp({ shopifyUrl: simulator.url, handle: SEEDED_HANDLE });
  const worker = await startApp({ ...plan, role: "worker", port: await freePort(0) });
  closers.push(() => worker.stop());
  return { ...data, shopify, worker, begin: () => app.reconcile() };
}

interface Measured {
  readonly report: ReconciliationReport;
  readonly seconds: number;
  readonly peakMiB: number;
  readonly workerCpuSeconds: number;
}

/** Begins one and waits for its report. */
async function measure({ owner, shopId, worker, begin }: Stage): Promise<Measured> {
  const before = cpuSeconds([worker]);
  const from = performance.now();
  await begin();
  for (;;) {
    await wait(LOOK_MILLISECONDS);
    const { rows } = await owner.query<{ report: ReconciliationReport | null; done: number }>(
      `SELECT r.report, run.done FROM run LEFT JOIN reconciliation_run AS r ON r.run_id = run.id AND r.ended_at IS NOT NULL
       WHERE run.shop_id = $1 AND run.kind = 'reconciliation' ORDER BY run.id DESC LIMIT 1`,
      [shopId],
    );
    const seconds = (performance.now() - from) / 1000;
    const [run] = rows;
    if (run?.report != null) {
      const workerCpuSeconds = cpuSeconds([worker]) - before;
      return { report: run.report, seconds, peakMiB: peakMemory(worker), workerCpuSeconds };
    }
    if (Math.round(seconds) % 30 === 0) say(`${String(run?.done ?? 0)} orders read …`);
    if (seconds > MOST_SECONDS) throw new Error("the reconciliation does not end");
  }
}

function resultOf(sizes: Sizes, { shopify }: Stage, measured: Measured): ReconcileResult {
  const { report, seconds, peakMiB, workerCpuSeconds } = measured;
  const { storefront } = report;
  if (storefront.problem !== null) throw new Error(storefront.problem);
  const shareWhileReading = storefront.points / (storefront.seconds * STANDARD_RESTORE);
  const percent = { limit: TARGET.shareOfBucket * 100, unit: " %", digits: 1 };
  const verdicts = [
    atMost("share of a Standard shop's bucket while it reads", shareWhileReading * 100, percent),
    atMost("most memory of the worker", peakMiB, { limit: TARGET.memoryMiB, unit: " MiB" }),
    atMost("from beginning to report", seconds, { limit: HOUR_SECONDS, unit: " s" }),
  ];
  return {
    part: "reconcile",
    ...sizes,
    read: storefront.read,
    differing: storefront.differing,
    pages: shopify.pages,
    seconds: rounded(seconds),
    readingSeconds: rounded(storefront.seconds),
    points: storefront.points,
    shareWhileReading: rounded(shareWhileReading),
    shareOfHour: rounded(storefront.points / (HOUR_SECONDS * STANDARD_RESTORE)),
    peakMiB: rounded(peakMiB),
    workerCpuSeconds: rounded(workerCpuSeconds),
    load: loadavg().map(rounded),
    reached: allReached(verdicts),
    verdicts,
  };
}

function printTable(result: ReconcileResult): void {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const rows: readonly (readonly [string, string])[] = [
    ["orders, messages", `${String(result.orders)}, ${String(result.messages)}`],
    ["orders read, differing", `${String(result.read)}, ${String(result.differing)}`],
    ["pages of Shopify's list", String(result.pages)],
    ["from beginning to report (s)", result.seconds.toFixed(0)],
    ["of that, reading Shopify (s)", result.readingSeconds.toFixed(0)],
    ["points", String(result.points)],
    ["of the bucket while reading", percent(result.shareWhileReading)],
    ["of what refills in an hour", percent(result.shareOfHour)],
    ["most memory of the worker (MiB)", result.peakMiB.toFixed(0)],
    ["CPU of the worker (s)", result.workerCpuSeconds.toFixed(1)],
    ["load of the machine", result.load.map((one) => one.toFixed(1)).join(" ")],
  ];
  for (const [name, value] of rows) say(`${name.padEnd(36)}${value}`);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function say(line: string): void {
  console.error(line);
}

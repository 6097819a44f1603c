import { parseArgs } from "node:util";
import { startFactory } from "./budget/factory.ts";
import type { Factory } from "./budget/factory.ts";
import { drained, measureWindow } from "./budget/window.ts";
import type { Window } from "./budget/window.ts";
import { allReached, atLeast, none, type Judged } from "./report/verdict.ts";
import { openBusyShop } from "./budget/busy-shop.ts";
import type { BusyShop } from "./budget/busy-shop.ts";

const TARGET = { share: 0.99 };
/** What orders hold at either end, some 70 points, is then a quarter of the share that may be missing. */
const SECONDS = 300;
const ORDERS = 2000;
const WORKERS = 4;

export interface BudgetOptions {
  /** Length of the window that is measured. */
  readonly seconds: number;
  readonly orders: number;
  readonly workers: number;
  /** How long the simulator waits before each answer, as a network would. */
  readonly latencyMilliseconds: number;
}

interface BudgetResult extends Judged {
  readonly part: "budget";
  readonly seconds: number;
  readonly pointsAvailable: number;
  readonly pointsSpent: number;
  readonly share: number;
  readonly throttled: number;
  readonly ordersFulfilled: number;
  readonly duplicates: number;
  readonly reached: boolean;
}

/**
 * What several worker processes make of one Standard shop's bucket, with more
 * orders waiting than it allows: points that Shopify's simulator says it gave,
 * out of those that were there to give.
 *
 * The bucket is drained before the window begins, so that only its restore
 * rate counts; what it holds less at the end than at the start counts as
 * available too. `--seconds`, `--orders`, `--workers`, `--latency`.
 */
export async function benchBudget(parameters: readonly string[]): Promise<BudgetResult> {
  const options = readOptions(parameters);
  const factory = await startFactory(say);
  try {
    const shop = await openBusyShop(factory, options, say);
    const { window, throttled } = await run(factory, shop, options);
    const result = resultOf(window, { throttled, duplicates: await shop.duplicates() });
    printTable(options, window, result);
    return result;
  } finally {
    await factory.close();
  }
}

async function run(
  factory: Factory,
  shop: BusyShop,
  { workers, seconds }: BudgetOptions,
): Promise<{ readonly window: Window; readonly throttled: number }> {
  say(`starting ${String(workers)} workers …`);
  await factory.startWorkers(workers);
  say("draining the bucket …");
  await drained(shop);
  say(`measuring ${String(seconds)} s …`);
  const window = await measureWindow(shop, seconds);
  return { window, throttled: (await shop.reading()).throttled };
}

function readOptions(parameters: readonly string[]): BudgetOptions {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      seconds: { type: "string", default: String(SECONDS) },
      orders: { type: "string", default: String(ORDERS) },
      workers: { type: "string", default: String(WORKERS) },
      latency: { type: "string", default: "0" },
    },
  });
  return {
    seconds: Number(values.seconds),
    orders: Number(values.orders),
    workers: Number(values.workers),
    latencyMilliseconds: Number(values.latency),
  };
}

/** THROTTLED and duplicates count from the first call on, not only in the window. */
function resultOf(
  { start, end, fulfilled }: Window,
  { throttled, duplicates }: Pick<BudgetResult, "throttled" | "duplicates">,
): BudgetResult {
  const seconds = (end.at - start.at) / 1000;
  const restored = seconds * start.restoreRate;
  const pointsAvailable = restored + Math.max(0, start.available - end.available);
  const pointsSpent = end.points - start.points;
  const share = pointsSpent / pointsAvailable;
  const verdicts = [
    atLeast("share of the bucket that was used with work waiting", share * 100, {
      limit: TARGET.share * 100,
      unit: " %",
      digits: 2,
    }),
    none("calls answered THROTTLED, since the start", throttled),
    none("fulfillments beyond one for each order", duplicates),
  ];
  return {
    part: "budget",
    seconds: round(seconds),
    pointsAvailable: round(pointsAvailable),
    pointsSpent,
    share: round(share),
    throttled,
    ordersFulfilled: fulfilled,
    duplicates,
    reached: allReached(verdicts),
    verdicts,
  };
}

function printTable(options: BudgetOptions, { start, end }: Window, result: BudgetResult): void {
  const calls = end.calls - start.calls;
  const rows: readonly (readonly [string, string])[] = [
    ["workers", String(options.workers)],
    ["orders waiting at the start", String(options.orders)],
    ["latency added (ms)", String(options.latencyMilliseconds)],
    ["window (s)", String(result.seconds)],
    ["in the bucket, start → end", `${points(start.available)} → ${points(end.available)}`],
    ["points available", String(result.pointsAvailable)],
    ["points spent", String(result.pointsSpent)],
    ["calls", String(calls)],
    ["orders fulfilled", String(result.ordersFulfilled)],
    ["points for one order", (result.pointsSpent / result.ordersFulfilled).toFixed(1)],
  ];
  for (const [name, value] of rows) say(`${name.padEnd(30)}${value}`);
}

function points(value: number): string {
  return value.toFixed(0);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function say(line: string): void {
  console.error(line);
}

import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { freePort } from "../sandbox/processes/free-port.ts";
import { startOms } from "../sandbox/stack/simulators.ts";
import type { StoreParts } from "../sandbox/stack/store-client.ts";
import { startFactory } from "./budget/factory.ts";
import { openPolledShop, type PolledShop } from "./heal/polled-shop.ts";
import { allReached, atLeast, atMost, none, type Judged, type Verdict } from "./report/verdict.ts";
import { cpuSeconds } from "./process-figures.ts";
import { shareWhileWaiting, watchHealing, type Healing } from "./heal/watch-healing.ts";

const TARGET = { ratio: 1.05, share: 0.99 };
const PLANS = ["standard", "advanced", "plus", "enterprise"] as const;

interface HealOptions {
  readonly orders: number;
  readonly workers: number;
  readonly plan: NonNullable<StoreParts["plan"]>;
}

interface HealResult extends Judged {
  readonly part: "heal";
  readonly orders: number;
  readonly plan: string;
  readonly workers: number;
  readonly seconds: number;
  /** What the bucket allows: the points that were needed, less what was saved up, at its restore rate. */
  readonly allowedSeconds: number;
  readonly ratio: number;
  /** Of what the bucket gave while work waited; null where the run was too short. */
  readonly share: number | null;
  readonly points: number;
  readonly pointsForOne: number;
  readonly throttled: number;
  /** Fulfillments and customer notices beyond one for each order, and orders without. */
  readonly duplicates: number;
  readonly missing: number;
  readonly workerCpuSeconds: number;
  readonly load: readonly number[];
  readonly reached: boolean;
}

/**
 * How long it takes to heal orders of whose webhooks none arrived: polling
 * reads them, workers fulfil them in a simulated Shopify whose bucket fills in
 * real time, and each counts once Shopify was seen to show it.
 *
 * `--orders`, `--workers`, `--plan`.
 */
export async function benchHeal(parameters: readonly string[]): Promise<HealResult> {
  const options = readOptions(parameters);
  const factory = await startFactory(say);
  const oms = await startOms(await freePort(0), 1).catch(async (error: unknown) => {
    await factory.close();
    throw error;
  });
  try {
    const places = { shopifyUrl: factory.shopifyUrl, omsUrl: oms.url };
    const shop = await openPolledShop(places, options, say);
    await shop.shipAll();
    say(`starting ${String(options.workers)} workers …`);
    const workers = await factory.startWorkers(options.workers);
    const watched = { ...options, ...factory, ...shop, say };
    const before = cpuSeconds(workers);
    const healing = await watchHealing(watched, () => shop.startPolling());
    const workerCpuSeconds = cpuSeconds(workers) - before;
    const result = await resultOf(options, shop, { ...healing, workerCpuSeconds });
    printTable(result);
    return result;
  } finally {
    await oms.program.stop();
    await factory.close();
  }
}

function readOptions(parameters: readonly string[]): HealOptions {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      orders: { type: "string", default: "10000" },
      workers: { type: "string", default: "3" },
      plan: { type: "string", default: "plus" },
    },
  });
  const plan = PLANS.find((one) => one === values.plan);
  if (plan === undefined) throw new Error(`--plan is one of ${PLANS.join(", ")}`);
  return { orders: Number(values.orders), workers: Number(values.workers), plan };
}

async function resultOf(
  { orders, plan, workers }: HealOptions,
  shop: PolledShop,
  { looks, seconds, workerCpuSeconds }: Healing & { readonly workerCpuSeconds: number },
): Promise<HealResult> {
  const [first, last] = [looks[0]?.reading, looks.at(-1)?.reading];
  if (first === undefined || last === undefined) throw new Error("nothing was seen");
  const points = last.points - first.points;
  const allowedSeconds = Math.max(0, points - first.available) / first.restoreRate;
  const ratio = seconds / allowedSeconds;
  const share = shareWhileWaiting(looks, orders);
  const { throttled } = last;
  const { duplicates, missing } = await doubled(shop, orders);
  const verdicts = judge({ ratio, share, throttled, duplicates, missing });
  return {
    part: "heal",
    ...{ orders, plan, workers },
    seconds: rounded(seconds),
    allowedSeconds: rounded(allowedSeconds),
    ratio: rounded(ratio),
    share: share === null ? null : rounded(share),
    points,
    pointsForOne: rounded(points / orders),
    ...{ throttled, duplicates, missing },
    workerCpuSeconds: rounded(workerCpuSeconds),
    load: loadavg().map(rounded),
    reached: allReached(verdicts),
    verdicts,
  };
}

function judge(
  result: Pick<HealResult, "ratio" | "share" | "throttled" | "duplicates" | "missing">,
): readonly Verdict[] {
  const { ratio, share, throttled, duplicates, missing } = result;
  const name = "share of the bucket that was used with work waiting";
  return [
    atMost("time against what the bucket allows", ratio, {
      limit: TARGET.ratio,
      unit: "×",
      digits: 3,
    }),
    ...(share === null
      ? []
      : [atLeast(name, share * 100, { limit: TARGET.share * 100, unit: " %", digits: 2 })]),
    none("calls answered THROTTLED", throttled),
    none("fulfillments and notices beyond one for each order", duplicates),
    none("fulfillments and notices that are missing", missing),
  ];
}

/** Each order has one fulfillment, and its customer one mail. */
async function doubled(
  { store }: PolledShop,
  orders: number,
): Promise<Pick<HealResult, "duplicates" | "missing">> {
  const fulfilled = (await store.fulfillments()).map(({ orderName }) => orderName);
  const told = (await store.notices()).map(({ fulfillmentId }) => fulfillmentId);
  const beyond = (all: readonly string[]): number => all.length - new Set(all).size;
  return {
    duplicates: beyond(fulfilled) + beyond(told),
    missing: 2 * orders - new Set(fulfilled).size - new Set(told).size,
  };
}

function printTable(result: HealResult): void {
  const rows: readonly (readonly [string, string])[] = [
    ["orders that missed their webhook", String(result.orders)],
    ["plan, workers", `${result.plan}, ${String(result.workers)}`],
    ["healed in (s)", result.seconds.toFixed(1)],
    ["the bucket allows (s)", result.allowedSeconds.toFixed(1)],
    ["points for one order", result.pointsForOne.toFixed(1)],
    ["CPU of the workers (s)", result.workerCpuSeconds.toFixed(1)],
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

import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { openSendingShop, type SendingShop } from "../../sandbox/load/sending-shop.ts";
import { ON_THE_WAY } from "../../sandbox/stories/oracle/lost.ts";
import { startFactory, type Factory } from "../budget/factory.ts";
import { countCpu, type CpuShares } from "./cpu-shares.ts";
import { flood, shipEvenly } from "./traffic.ts";
import { waitsOf, type Waits } from "./waits.ts";

export interface FairnessPlan {
  readonly quietShops: number;
  readonly floodMessages: number;
  readonly seconds: number;
  readonly workers: number;
}

/** From a delivery's arrival to what it says being shown in Shopify, of the quiet shops. */
export interface Fairness {
  readonly alone: PhaseFigures;
  readonly besideFlood: PhaseFigures;
  /** Of the p99. */
  readonly ratio: number;
  /** Messages of the flood that still waited when the quiet shops had been measured. */
  readonly stillWaiting: number;
  readonly drainSeconds: number;
  /** Messages in no final state at the end. */
  readonly unfinished: number;
  /** Fulfillments beyond one for each order, and orders without. */
  readonly doubled: number;
  readonly missing: number;
}

export interface PhaseFigures extends Waits {
  readonly cores: CpuShares;
}

const FLOOD_ORDERS = 200;
const ORDERS_A_PHASE = 6;
/** Orders of each shop that are shipped before anything counts, so that the workers' code is compiled, as in one that runs for days. */
const WARM_UP_ORDERS = 1;
const WARM_UP_SECONDS = 10;
const ALL_OF_A_PHASE = WARM_UP_ORDERS + ORDERS_A_PHASE;
const SETTLE_SECONDS = 60;
const DRAIN_SECONDS = 1_800;
const LOOK_MILLISECONDS = 1_000;

/** The same traffic of quiet shops twice: alone, and while one shop's flood is worked off. */
export async function measureFairness(
  plan: FairnessPlan,
  say: (line: string) => void,
): Promise<Fairness> {
  const factory = await startFactory(say, {
    HANDOFF_ENDPOINT_RATE: "1000000",
    HANDOFF_ENDPOINT_BURST: "1000000",
  });
  const owner = new pg.Pool({ connectionString: factory.databaseUrl, max: 1 });
  try {
    say(`opening ${String(plan.quietShops)} quiet shops and one that floods …`);
    const open = (handle: string, orders: number): Promise<SendingShop> =>
      openSendingShop(factory.shopifyUrl, { handle, orders, plan: "enterprise" });
    const quiet: SendingShop[] = [];
    for (let number = 1; number <= plan.quietShops; number += 1) {
      quiet.push(await open(`quiet-${String(number)}`, 2 * ALL_OF_A_PHASE));
    }
    const loud = await open("loud", FLOOD_ORDERS);
    const phase = (name: string, from: number): Promise<Phase> =>
      measurePhase(factory, owner, { ...plan, quiet, from, say, name });
    const alone = await phase("the quiet shops alone …", 0);
    await alone.stop();
    say(`a flood of ${String(plan.floodMessages)} …`);
    await flood(loud, plan.floodMessages);
    const beside = await phase("the quiet shops beside it …", ALL_OF_A_PHASE);
    const stillWaiting = await waiting(owner, "loud%");
    say(`${String(stillWaiting)} of the flood still wait …`);
    const before = performance.now();
    await untilNoneWaits(owner, "%", DRAIN_SECONDS);
    const drainSeconds = (performance.now() - before) / 1000;
    return {
      alone: alone.figures,
      besideFlood: beside.figures,
      ratio: beside.figures.p99Seconds / alone.figures.p99Seconds,
      stillWaiting,
      drainSeconds,
      unfinished: await waiting(owner, "%"),
      ...(await shown([...quiet, loud])),
    };
  } finally {
    await owner.end();
    await factory.close();
  }
}

interface PhasePlan extends FairnessPlan {
  readonly quiet: readonly SendingShop[];
  /** Place of the first order that each shop ships. */
  readonly from: number;
  readonly name: string;
  readonly say: (line: string) => void;
}

interface Phase {
  readonly figures: PhaseFigures;
  /** Ends its workers. */
  stop(): Promise<void>;
}

/** Starts workers, has the quiet shops ship their orders, and tells how long they waited. */
async function measurePhase(
  factory: Factory,
  owner: pg.Pool,
  { workers: count, quiet, from, seconds, name, say }: PhasePlan,
): Promise<Phase> {
  const workers = await factory.startWorkers(count);
  say(name);
  const first = from + WARM_UP_ORDERS;
  await shipEvenly(quiet, { from, to: first }, WARM_UP_SECONDS);
  const { rows } = await owner.query<{ now: Date }>("SELECT clock_timestamp() AS now");
  const { web, shopify } = factory;
  const ended = await countCpu(owner, { web: [web], shopify: [shopify], workers });
  await shipEvenly(quiet, { from: first, to: first + ORDERS_A_PHASE }, seconds);
  const cores = await ended();
  await untilNoneWaits(owner, "quiet-%", SETTLE_SECONDS);
  const waits = await waitsOf(owner, rows[0]?.now ?? new Date(0));
  return {
    figures: { ...waits, cores },
    stop: async () => {
      for (const worker of workers) await worker.stop();
    },
  };
}

/** Messages that no order's end has settled. */
async function waiting(owner: pg.Pool, domains: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM message_task AS t JOIN shop AS s ON s.id = t.shop_id WHERE s.domain LIKE $1)::int
          + (SELECT count(*) FROM interpretation AS i JOIN shop AS s ON s.id = i.shop_id
             WHERE s.domain LIKE $1 AND i.state = ANY ($2))::int AS count`,
    [domains, [...ON_THE_WAY]],
  );
  return rows[0]?.count ?? 0;
}

async function untilNoneWaits(owner: pg.Pool, domains: string, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while ((await waiting(owner, domains)) > 0 && performance.now() < end) {
    await wait(LOOK_MILLISECONDS);
  }
}

async function shown(
  shops: readonly SendingShop[],
): Promise<Pick<Fairness, "doubled" | "missing">> {
  let doubled = 0;
  let missing = 0;
  for (const { store, orders } of shops) {
    const fulfilled = (await store.fulfillments()).map(({ orderName }) => orderName);
    doubled += fulfilled.length - new Set(fulfilled).size;
    missing += orders.length - new Set(fulfilled).size;
  }
  return { doubled, missing };
}

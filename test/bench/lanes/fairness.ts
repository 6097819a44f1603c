import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { openSendingShop, type SendingShop } from "../../sandbox/load/sending-shop.ts";
import { startFactory } from "../budget/factory.ts";
import { flood, shipEvenly } from "./traffic.ts";

export interface FairnessPlan {
  readonly quietShops: number;
  readonly floodMessages: number;
  readonly seconds: number;
  readonly workers: number;
}

/** From a delivery's arrival to what it says being shown in Shopify, of the quiet shops. */
export interface Fairness {
  readonly alone: Waits;
  readonly besideFlood: Waits;
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

export interface Waits {
  readonly count: number;
  readonly p50Seconds: number;
  readonly p99Seconds: number;
}

const FLOOD_ORDERS = 200;
const ORDERS_A_PHASE = 6;
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
      quiet.push(await open(`quiet-${String(number)}`, 2 * ORDERS_A_PHASE));
    }
    const loud = await open("loud", FLOOD_ORDERS);
    const alone = await factory.startWorkers(plan.workers);
    say("the quiet shops alone …");
    await shipEvenly(quiet, { from: 0, to: ORDERS_A_PHASE }, plan.seconds);
    await untilNoneWaits(owner, "quiet-%", SETTLE_SECONDS);
    const first = await waitsOf(owner, new Date(0));
    for (const worker of alone) await worker.stop();
    say(`a flood of ${String(plan.floodMessages)} …`);
    await flood(loud, plan.floodMessages);
    const { rows } = await owner.query<{ now: Date }>("SELECT clock_timestamp() AS now");
    await factory.startWorkers(plan.workers);
    say("the quiet shops beside it …");
    await shipEvenly(quiet, { from: ORDERS_A_PHASE, to: 2 * ORDERS_A_PHASE }, plan.seconds);
    await untilNoneWaits(owner, "quiet-%", SETTLE_SECONDS);
    const second = await waitsOf(owner, rows[0]?.now ?? new Date());
    const stillWaiting = await waiting(owner, "loud%");
    say(`${String(stillWaiting)} of the flood still wait …`);
    const before = performance.now();
    await untilNoneWaits(owner, "%", DRAIN_SECONDS);
    const drainSeconds = (performance.now() - before) / 1000;
    return {
      alone: first,
      besideFlood: second,
      ratio: second.p99Seconds / first.p99Seconds,
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

/** Messages that no order's end has settled. */
async function waiting(owner: pg.Pool, domains: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM message_task AS t JOIN shop AS s ON s.id = t.shop_id WHERE s.domain LIKE $1)::int
          + (SELECT count(*) FROM interpretation AS i JOIN shop AS s ON s.id = i.shop_id
             WHERE s.domain LIKE $1 AND i.state = 'recorded')::int AS count`,
    [domains],
  );
  return rows[0]?.count ?? 0;
}

async function untilNoneWaits(owner: pg.Pool, domains: string, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while ((await waiting(owner, domains)) > 0 && performance.now() < end) {
    await wait(LOOK_MILLISECONDS);
  }
}

/** What was not applied in time counts as long as it has waited. */
async function waitsOf(owner: pg.Pool, since: Date): Promise<Waits> {
  const { rows } = await owner.query<Waits>(
    `SELECT count(*)::int AS count,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) AS "p50Seconds",
       percentile_cont(0.99) WITHIN GROUP (ORDER BY waited) AS "p99Seconds"
     FROM (
       SELECT extract(epoch FROM coalesce(n.at, clock_timestamp()) - m.received_at)::float8 AS waited
       FROM message AS m
       JOIN shop AS s ON s.id = m.shop_id
       LEFT JOIN LATERAL (
         SELECT i.updated_at AS at FROM interpretation AS i
         WHERE i.shop_id = m.shop_id AND i.message_id = m.id AND i.state <> 'recorded') AS n ON true
       WHERE s.domain LIKE 'quiet-%' AND m.received_at >= $1) AS seen`,
    [since],
  );
  return rows[0] ?? { count: 0, p50Seconds: 0, p99Seconds: 0 };
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

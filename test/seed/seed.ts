import pg from "pg";
import { openDatabase } from "../../app/adapters/postgres/database.ts";
import type { Database } from "../../app/adapters/postgres/database.ts";
import { countHours } from "../../app/adapters/postgres/hour-counts.ts";
import { countTraffic } from "../../app/adapters/postgres/traffic-hours.ts";
import { postgresAdapter } from "../../app/adapters/postgres/postgres.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { uuidV7Ids } from "../../app/adapters/system/ids.ts";
import { sealing } from "../../app/adapters/system/sealing.ts";
import { epochOf, instantOf, plusSeconds, type Instant } from "../../app/domain/instant.ts";
import { chanceOf } from "../simulation/chance.ts";
import { bulkInto } from "./bulk.ts";
import { addOperations } from "./operations/operations.ts";
import { addOrder } from "./order-rows.ts";
import type { SeedOptions } from "./options.ts";
import { quotasOf } from "./quotas.ts";
import { seenCounts } from "./seen-counts.ts";
import { addStaff } from "./staff.ts";
import { storyOf } from "./story.ts";
import { tellOrder } from "./tell-order.ts";
import { placedTimes } from "./times.ts";
import { makeShop, type SeedWorld } from "./world.ts";

export interface SeedPlan extends Omit<SeedOptions, "databaseUrl"> {
  /** Migrated. */
  readonly url: string;
  /** 32 bytes: what the app is to be started with as HANDOFF_KEY. */
  readonly key: Uint8Array;
  readonly now: Instant;
  readonly say: (line: string) => void;
}

export type SeedOutcome =
  | {
      readonly kind: "seeded";
      readonly shopId: string;
      readonly messages: number;
      readonly orders: number;
      readonly seconds: number;
    }
  /** The database holds shops that nobody may mix with made-up data. */
  | { readonly kind: "refused"; readonly shops: readonly string[] };

const DAY_SECONDS = 86_400;
const BATCH_ROWS = 40_000;

/** Fills a shop of its own with orders whose stories the app's own code has read, folded, planned and settled. */
export async function seed(plan: SeedPlan): Promise<SeedOutcome> {
  const client = new pg.Client({ connectionString: plan.url });
  const database = openDatabase({ url: plan.url });
  await client.connect();
  try {
    const others = await shopsIn(client);
    const isTaken = others.includes(plan.shop);
    if (isTaken || (others.length > 0 && !plan.isBesideOthers)) {
      return { kind: "refused", shops: others };
    }
    return await fill(plan, { client, database });
  } finally {
    await database.close();
    await client.end();
  }
}

async function shopsIn(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ domain: string }>(
    "SELECT domain FROM shop ORDER BY installed_at LIMIT 20",
  );
  return rows.map(({ domain }) => domain);
}

interface Connections {
  readonly client: pg.Client;
  readonly database: Database;
}

async function fill(plan: SeedPlan, { client, database }: Connections): Promise<SeedOutcome> {
  const startedAt = performance.now();
  const ids = uuidV7Ids(systemClock);
  const adapter = postgresAdapter({ database, sealing: sealing([plan.key]), ids });
  await makeDays(client, plan);
  const world: SeedWorld = {
    ...(await makeShop(adapter, plan.shop)),
    now: plan.now,
    contentsFrom: contentsFrom(plan),
  };
  await client.query("SELECT set_config('app.shop_id', $1, false)", [world.shopId]);
  await client.query("SET synchronous_commit = off");
  const messages = await tellAll(plan, world, client);
  plan.say("adding what Handoff did meanwhile …");
  await addOperations(client, { shopId: world.shopId, now: plan.now, days: plan.days });
  plan.say("counting hours and collecting statistics …");
  await countHours(database, world.shopId, plan.now);
  await countTraffic(database, world.shopId, plan.now);
  await client.query("VACUUM (ANALYZE)");
  const seconds = (performance.now() - startedAt) / 1000;
  return { kind: "seeded", shopId: world.shopId, messages, orders: plan.orders, seconds };
}

async function tellAll(plan: SeedPlan, world: SeedWorld, client: pg.Client): Promise<number> {
  const to = epochOf(plan.now);
  const from = epochOf(plan.now) - plan.days * DAY_SECONDS * 1000;
  const placed = placedTimes(chanceOf(plan.seed), { from, to: to - 60_000, count: plan.orders });
  const quotas = quotasOf({ seed: plan.seed, now: to, messages: plan.messages, placed });
  const bulk = bulkInto(client);
  const counts = seenCounts();
  const progress = progressOf(plan, quotas.total);
  let messages = 0;
  let writing = Promise.resolve();
  for (let number = 0; number < plan.orders; number += 1) {
    const placedAt = placed[number] ?? to;
    const quota = quotas.of(number);
    const order = await tellOrder(
      storyOf({ seed: plan.seed, number, placedAt, now: to, quota }),
      world,
    );
    for (const message of order.messages) counts.add(message);
    addOrder(bulk, { world, number, order });
    messages += order.messages.length;
    if (bulk.waiting() < BATCH_ROWS) continue;
    await writing;
    writing = bulk.flush();
    progress(messages, number + 1);
  }
  await writing;
  addStaff(bulk, world, plan.days);
  counts.writeTo(bulk, world.shopId);
  await bulk.flush();
  progress(messages, plan.orders);
  return messages;
}

/** Says each second at most how far it is and how fast. */
function progressOf(plan: SeedPlan, total: number): (messages: number, orders: number) => void {
  const startedAt = performance.now();
  let saidAt = 0;
  return (messages, orders) => {
    const now = performance.now();
    if (now - saidAt < 2_000 && orders < plan.orders) return;
    saidAt = now;
    const rate = Math.round(messages / ((now - startedAt) / 1000));
    const percent = ((100 * messages) / Math.max(total, 1)).toFixed(1);
    plan.say(
      `${percent} %: ${String(messages)} messages, ${String(orders)} orders, ${String(rate)} messages/s`,
    );
  };
}

/** Of the messages, spread evenly enough over the days, the newest part. */
function contentsFrom({ now, days, contents, messages }: SeedPlan): Instant {
  const share = Math.min(1, contents / Math.max(messages, 1));
  return share === 1 ? instantOf(0) : plusSeconds(now, -days * DAY_SECONDS * share);
}

/** A partition for each past day, as the app had made them in time. */
async function makeDays(client: pg.Client, { now, days }: SeedPlan): Promise<void> {
  for (let back = days; back >= 0; back -= 1) {
    const day = plusSeconds(now, -back * DAY_SECONDS).slice(0, 10);
    const next = plusSeconds(now, (1 - back) * DAY_SECONDS).slice(0, 10);
    const name = `message_day."d${day.replaceAll("-", "")}"`;
    const { rows } = await client.query("SELECT FROM pg_class WHERE oid = to_regclass($1)", [name]);
    if (rows.length > 0) continue;
    await client.query(
      `CREATE TABLE ${name} PARTITION OF public.message
       FOR VALUES FROM ('${day} 00:00:00+00') TO ('${next} 00:00:00+00')`,
    );
    await client.query(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
    await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
  }
}

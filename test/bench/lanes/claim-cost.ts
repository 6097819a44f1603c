import pg from "pg";
import { migrate } from "../../../app/adapters/postgres/migrate.ts";
import { MIGRATIONS_FOLDER } from "../../../app/db.server.ts";
import { openAs } from "../../postgres.ts";
import { startDatabase } from "../../sandbox/stack/database.ts";

export type QueueName = "lane" | "message_task";

/** What a claim costs where few wait, and where many do. */
export interface ClaimCost {
  readonly queue: QueueName;
  readonly few: Spread;
  readonly many: Spread;
  /** Of the medians. */
  readonly ratio: number;
}

/** Milliseconds of a claim of a hundred rows. */
export interface Spread {
  readonly waiting: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

interface FilledDatabase {
  readonly waiting: number;
  claim(queue: QueueName): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

const SHOPS = 50;
const BATCH = 100;
const LEASE_SECONDS = 60;
const ROUNDS = 7;
const CLAIMS_A_ROUND = 10;
const QUEUES: readonly QueueName[] = ["lane", "message_task"];

/** Claims from queues that differ in length alone, in random order, on one durable PostgreSQL. */
export async function measureClaims(
  sizes: { readonly few: number; readonly many: number },
  say: (line: string) => void,
): Promise<readonly ClaimCost[]> {
  const server = await startDatabase();
  try {
    say(`filling queues with ${String(sizes.few)} and ${String(sizes.many)} …`);
    const few = await fillDatabase(server.url, "few", sizes.few);
    const many = await fillDatabase(server.url, "many", sizes.many);
    say("claiming …");
    const costs: ClaimCost[] = [];
    for (const queue of QUEUES) costs.push(await compare(queue, few, many));
    await few.close();
    await many.close();
    return costs;
  } finally {
    await server.stop();
  }
}

async function compare(
  queue: QueueName,
  few: FilledDatabase,
  many: FilledDatabase,
): Promise<ClaimCost> {
  const times = new Map<FilledDatabase, number[]>([
    [few, []],
    [many, []],
  ]);
  for (let round = 0; round < ROUNDS; round += 1) {
    const turn = Math.random() < 0.5 ? [few, many] : [many, few];
    for (const side of turn) times.get(side)?.push(...(await claimSome(queue, side)));
  }
  const ofFew = spreadOf(few, times.get(few) ?? []);
  const ofMany = spreadOf(many, times.get(many) ?? []);
  return { queue, few: ofFew, many: ofMany, ratio: ofMany.median / ofFew.median };
}

async function claimSome(queue: QueueName, side: FilledDatabase): Promise<readonly number[]> {
  const times: number[] = [];
  for (let number = 0; number < CLAIMS_A_ROUND; number += 1) {
    const before = performance.now();
    const claimed = await side.claim(queue);
    times.push(performance.now() - before);
    if (claimed.length !== BATCH) throw new Error(`claimed ${String(claimed.length)} of 100`);
  }
  return times;
}

function spreadOf({ waiting }: FilledDatabase, times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { waiting, median: at(0.5), least: at(0), most: at(1) };
}

/** A migrated database in which so many orders, and so many messages, of fifty shops are due. */
async function fillDatabase(
  serverUrl: string,
  name: string,
  waiting: number,
): Promise<FilledDatabase> {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await run(serverUrl, `CREATE DATABASE ${name}`);
  await migrate(url.href, MIGRATIONS_FOLDER);
  for (const statement of fillings(waiting)) await run(url.href, statement);
  const { database, adapter } = openAs(url.href);
  return {
    waiting,
    claim: (queue) =>
      (queue === "lane" ? adapter.lanes : adapter.messages).claim(BATCH, LEASE_SECONDS),
    close: () => database.close(),
  };
}

/** As the intake and the folds leave the rows: in the order in which they came, shops mixed. */
function fillings(waiting: number): readonly string[] {
  const shop = `('00000000-0000-7000-8000-' || lpad((n % ${String(SHOPS)})::text, 12, '0'))::uuid`;
  const from = `FROM generate_series(1, ${String(waiting)}) AS n`;
  const due = `now() - make_interval(secs => 3600 - n * 3600.0 / ${String(waiting)})`;
  return [
    `INSERT INTO lane (order_record_id, shop_id, due_at, wanted)
     SELECT gen_random_uuid(), ${shop}, ${due}, nextval('work_sequence') ${from}`,
    `INSERT INTO message_task (shop_id, message_id, source_id, received_at, due_at)
     SELECT ${shop}, gen_random_uuid(), gen_random_uuid(), ${due}, ${due} ${from}`,
    "VACUUM ANALYZE lane",
    "VACUUM ANALYZE message_task",
    "CHECKPOINT",
  ];
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

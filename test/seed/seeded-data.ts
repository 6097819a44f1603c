import path from "node:path";
import pg from "pg";
import { startEmbedded } from "../../app/adapters/postgres/embedded.ts";
import { migrate } from "../../app/adapters/postgres/migrate.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { MIGRATIONS_FOLDER } from "../../app/db.server.ts";
import type { Instant } from "../../app/domain/instant.ts";
import { ROOT } from "../sandbox/processes/program.ts";
import { newDataFolder } from "../sandbox/stack/data-folder.ts";
import { addOperations, hasOperations } from "./operations/operations.ts";
import { seed } from "./seed.ts";

/** How much a seeded shop holds. */
export interface DataPlan {
  readonly messages: number;
  readonly orders: number;
  /** Whether the seeded data is kept for the next time. */
  readonly keeps: "data" | "nothing";
  /** How far back the shop goes; 30 unless given. */
  readonly days?: number;
  /** Settings of PostgreSQL beside our own, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
}

/** A PostgreSQL with a seeded shop. */
export interface SeededData {
  readonly url: string;
  readonly shopId: string;
  /** Reads of the owner, whom no policy stops. */
  readonly owner: pg.Pool;
  /** The file that PostgreSQL writes its log to. */
  readonly log: string;
}

export const SEEDED_HANDLE = "seeded";
/** Opens the made-up data and nothing else. */
export const SEEDED_KEY = Buffer.alloc(32, 7);
const SHOP = `${SEEDED_HANDLE}.myshopify.com`;
const CONTENTS = 50_000;
const DAYS = 30;

type Closers = (() => Promise<void>)[];

/** Starts a PostgreSQL, and seeds it unless an earlier run did; `closers` stop it, last first. */
export async function startSeededData(plan: DataPlan, closers: Closers): Promise<SeededData> {
  const { url, folder } = await startPostgres(plan, closers);
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  owner.on("error", () => undefined);
  closers.push(() => owner.end());
  const log = path.join(folder, "server.log");
  return { url, owner, log, shopId: await seeded(plan, { url, owner }) };
}

async function startPostgres(
  plan: DataPlan,
  closers: Closers,
): Promise<{ readonly url: string; readonly folder: string }> {
  const name = `screens-${String(plan.messages)}-${String(plan.orders)}`;
  const folder = plan.keeps === "nothing" ? await newDataFolder() : null;
  const server = await startEmbedded({
    folder: folder?.path ?? path.join(ROOT, ".cache", "bench", name),
    port: 0,
    settings: plan.settings ?? {},
    say: plan.say,
  });
  closers.push(async () => {
    await server.close();
    folder?.remove();
  });
  await migrate(server.url, MIGRATIONS_FOLDER);
  return server;
}

/** The seeded shop's id; seeds unless an earlier run did. */
async function seeded(
  plan: DataPlan,
  { url, owner }: { readonly url: string; readonly owner: pg.Pool },
): Promise<string> {
  const { rows } = await owner.query<{ id: string }>("SELECT id FROM shop WHERE domain = $1", [
    SHOP,
  ]);
  const now = systemClock.now();
  if (rows[0] !== undefined) return completed(rows[0].id, { url, plan, now });
  const { messages, orders, say, days = DAYS } = plan;
  const outcome = await seed({
    ...{ messages, orders, say, url, now, key: SEEDED_KEY, shop: SHOP },
    ...{ days, contents: CONTENTS, seed: 1, isBesideOthers: false },
  });
  if (outcome.kind === "refused") throw new Error(`${url} holds ${outcome.shops.join(", ")}`);
  return outcome.shopId;
}

interface EarlierSeed {
  readonly url: string;
  readonly plan: DataPlan;
  readonly now: Instant;
}

/** An earlier seed may lack what today's adds. */
async function completed(shopId: string, { url, plan, now }: EarlierSeed): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (await hasOperations(client, shopId)) return shopId;
    plan.say("adding what Handoff did meanwhile …");
    await addOperations(client, { shopId, now, days: DAYS });
    await client.query("VACUUM (ANALYZE)");
    return shopId;
  } finally {
    await client.end();
  }
}

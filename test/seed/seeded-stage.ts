import path from "node:path";
import pg from "pg";
import { startEmbedded } from "../../app/adapters/postgres/embedded.ts";
import { migrate } from "../../app/adapters/postgres/migrate.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { MIGRATIONS_FOLDER } from "../../app/db.server.ts";
import type { Instant } from "../../app/domain/instant.ts";
import { freePort } from "../sandbox/processes/free-port.ts";
import { ROOT } from "../sandbox/processes/program.ts";
import { startApp } from "../sandbox/stack/app.ts";
import { installApp, type AppClient } from "../sandbox/stack/app-client.ts";
import { callJson } from "../sandbox/stack/call-json.ts";
import { newDataFolder } from "../sandbox/stack/data-folder.ts";
import { makeKeys } from "../sandbox/stack/keys.ts";
import { startShopify } from "../sandbox/stack/simulators.ts";
import { openStore, type StoreClient } from "../sandbox/stack/store-client.ts";
import { addOperations, hasOperations } from "./operations/operations.ts";
import { seed } from "./seed.ts";

/** The app with a seeded shop, in the sandbox's admin. */
export interface SeededStage {
  /** The app in the seeded shop's admin. */
  readonly adminUrl: string;
  /** The same of a shop that has just installed the app. */
  readonly emptyAdminUrl: string;
  readonly appUrl: string;
  readonly shopifyUrl: string;
  readonly shopId: string;
  /** Reads of the owner, whom no policy stops. */
  readonly owner: pg.Pool;
  readonly client: AppClient;
  readonly store: StoreClient;
  /** A session token of a staff member; it lives a minute. */
  token(): Promise<string>;
  close(): Promise<void>;
}

export interface StagePlan {
  readonly messages: number;
  readonly orders: number;
  /** Whether the seeded data is kept for the next time. */
  readonly keeps: "data" | "nothing";
  readonly role: "web" | "all";
  readonly say: (line: string) => void;
}

const HANDLE = "seeded";
const EMPTY_HANDLE = "just-installed";
const SHOP = `${HANDLE}.myshopify.com`;
const CONTENTS = 50_000;
const DAYS = 30;
/** Opens the made-up data and nothing else. */
const KEY = Buffer.alloc(32, 7);

type Closers = (() => Promise<void>)[];

/** Starts PostgreSQL with seeded data, the Shopify simulator and the app. */
export async function startSeededStage(plan: StagePlan): Promise<SeededStage> {
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0).toReversed()) await one();
  };
  try {
    return { ...(await startAll(plan, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startAll(plan: StagePlan, closers: Closers): Promise<Omit<SeededStage, "close">> {
  const url = await startPostgres(plan, closers);
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  owner.on("error", () => undefined);
  closers.push(() => owner.end());
  const shopId = await seeded(plan, { url, owner });
  plan.say("starting the Shopify simulator and the app …");
  const keys = { ...makeKeys(), handoffKey: KEY.toString("base64") };
  const port = await freePort(0);
  const appUrl = `http://localhost:${String(port)}`;
  const shopify = await startShopify({ port: await freePort(0), appUrl, keys });
  closers.push(() => shopify.program.stop());
  const shopifyUrl = shopify.url;
  const app = await startApp({ role: plan.role, port, shopifyUrl, keys, databaseUrl: url });
  closers.push(() => app.stop());
  const store = await openStore(shopifyUrl, HANDLE);
  await openStore(shopifyUrl, EMPTY_HANDLE);
  const client = await installApp({ shopifyUrl, handle: HANDLE });
  return {
    adminUrl: `${shopifyUrl}/store/${HANDLE}/apps/handoff`,
    emptyAdminUrl: `${shopifyUrl}/store/${EMPTY_HANDLE}/apps/handoff`,
    appUrl,
    shopifyUrl,
    shopId,
    owner,
    client,
    store,
    async token() {
      const path = `/_sandbox/shops/${HANDLE}/session-token`;
      return (await callJson<{ token: string }>(shopifyUrl, { method: "GET", path })).token;
    },
  };
}

async function startPostgres(plan: StagePlan, closers: Closers): Promise<string> {
  const name = `screens-${String(plan.messages)}-${String(plan.orders)}`;
  const folder = plan.keeps === "nothing" ? await newDataFolder() : null;
  const server = await startEmbedded({
    folder: folder?.path ?? path.join(ROOT, ".cache", "bench", name),
    port: 0,
    say: plan.say,
  });
  closers.push(async () => {
    await server.close();
    folder?.remove();
  });
  await migrate(server.url, MIGRATIONS_FOLDER);
  return server.url;
}

/** The seeded shop's id; seeds unless an earlier run did. */
async function seeded(
  plan: StagePlan,
  { url, owner }: { readonly url: string; readonly owner: pg.Pool },
): Promise<string> {
  const { rows } = await owner.query<{ id: string }>("SELECT id FROM shop WHERE domain = $1", [
    SHOP,
  ]);
  const now = systemClock.now();
  if (rows[0] !== undefined) return completed(rows[0].id, { url, plan, now });
  const { messages, orders, say } = plan;
  const outcome = await seed({
    ...{ messages, orders, say, url, now, key: KEY, shop: SHOP },
    ...{ days: DAYS, contents: CONTENTS, seed: 1, isBesideOthers: false },
  });
  if (outcome.kind === "refused") throw new Error(`${url} holds ${outcome.shops.join(", ")}`);
  return outcome.shopId;
}

interface EarlierSeed {
  readonly url: string;
  readonly plan: StagePlan;
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

import type pg from "pg";
import { freePort } from "../sandbox/processes/free-port.ts";
import { startApp } from "../sandbox/stack/app.ts";
import { installApp, type AppClient } from "../sandbox/stack/app-client.ts";
import { callJson } from "../sandbox/stack/call-json.ts";
import { makeKeys } from "../sandbox/stack/keys.ts";
import { startShopify } from "../sandbox/stack/simulators.ts";
import { openStore, type StoreClient } from "../sandbox/stack/store-client.ts";
import { SEEDED_HANDLE, SEEDED_KEY, startSeededData, type DataPlan } from "./seeded-data.ts";

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
  readonly databaseUrl: string;
  /** The file that PostgreSQL writes its log to. */
  readonly databaseLog: string;
  readonly client: AppClient;
  readonly store: StoreClient;
  /** A session token of a staff member; it lives a minute. */
  token(): Promise<string>;
  close(): Promise<void>;
}

export interface StagePlan extends DataPlan {
  readonly role: "web" | "all";
  /** Before the app is started on it. */
  readonly whenSeeded?: (owner: pg.Pool) => Promise<void>;
}

const EMPTY_HANDLE = "just-installed";

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
  const { url, owner, shopId, log } = await startSeededData(plan, closers);
  await plan.whenSeeded?.(owner);
  plan.say("starting the Shopify simulator and the app …");
  const keys = { ...makeKeys(), handoffKey: SEEDED_KEY.toString("base64") };
  const port = await freePort(0);
  const appUrl = `http://localhost:${String(port)}`;
  const shopify = await startShopify({ port: await freePort(0), appUrl, keys });
  closers.push(() => shopify.program.stop());
  const shopifyUrl = shopify.url;
  const app = await startApp({ role: plan.role, port, shopifyUrl, keys, databaseUrl: url });
  closers.push(() => app.stop());
  const store = await openStore(shopifyUrl, SEEDED_HANDLE);
  await openStore(shopifyUrl, EMPTY_HANDLE);
  const client = await installApp({ shopifyUrl, handle: SEEDED_HANDLE });
  return {
    adminUrl: `${shopifyUrl}/store/${SEEDED_HANDLE}/apps/handoff`,
    emptyAdminUrl: `${shopifyUrl}/store/${EMPTY_HANDLE}/apps/handoff`,
    appUrl,
    shopifyUrl,
    shopId,
    owner,
    databaseUrl: url,
    databaseLog: log,
    client,
    store,
    async token() {
      const path = `/_sandbox/shops/${SEEDED_HANDLE}/session-token`;
      return (await callJson<{ token: string }>(shopifyUrl, { method: "GET", path })).token;
    },
  };
}

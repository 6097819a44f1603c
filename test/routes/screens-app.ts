import type { AppLoadContext } from "@remix-run/node";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { readConfig } from "../../app/config.server.ts";
import { compose } from "../../app/services.server.ts";
import { messageWork } from "../../app/worker/message-work.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";
import { recordingLog } from "./recording-log.ts";

/** The screens' loaders and actions over the real services and PostgreSQL. */
export interface ScreensApp {
  readonly database: TestDatabase;
  /** What a route gets when a staff member of this shop asks. */
  as(domain: string): Promise<AppLoadContext>;
  /** The same with the library's own authentication, which nobody has passed. */
  readonly unauthenticated: AppLoadContext;
  /** Has the worker interpret what was recorded. */
  interpretAll(): Promise<void>;
  close(): Promise<void>;
}

const ENVIRONMENT = {
  NODE_ENV: "test",
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://handoff.example.com",
  HANDOFF_KEY: Buffer.alloc(32, 7).toString("base64"),
  HANDOFF_LOCAL_SOURCES: "yes",
};

export async function startScreensApp(): Promise<ScreensApp> {
  const database = await freshDatabase();
  const { services, shopify, intake, workerPorts } = compose(readConfig(ENVIRONMENT, []), {
    clock: systemClock,
    ids: database.ids,
    log: recordingLog(),
    metrics: systemMetrics(),
    database: database.database,
  });
  const work = messageWork(workerPorts);
  return {
    database,
    unauthenticated: { services, shopify },
    async as(domain) {
      await database.adapter.shops.installed(domain, ["read_orders"]);
      return { services, shopify: signedIn(shopify, domain) };
    },
    async interpretAll() {
      for (const claim of await workerPorts.messages.claim(100, 60)) await work(claim);
    },
    async close() {
      await intake.settled();
      await database.close();
    },
  };
}

type ShopifyApp = AppLoadContext["shopify"];

/** A session token's proof is the library's matter; here it has been given. */
function signedIn(shopify: ShopifyApp, domain: string): ShopifyApp {
  const admitted = { session: { shop: domain }, sessionToken: { sub: "7" } };
  const admin = () => Promise.resolve(admitted);
  return { ...shopify, authenticate: { admin } } as unknown as ShopifyApp; // routes read nothing else of it
}

/** Runs a loader or an action; a thrown answer is an answer. */
export async function answerOf(work: Promise<unknown>): Promise<{ status: number; body: unknown }> {
  try {
    const value = await work;
    if (isData(value)) return { status: value.init?.status ?? 200, body: value.data };
    return { status: 200, body: value };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, body: await thrown.text() };
    throw thrown;
  }
}

interface DataAnswer {
  readonly data: unknown;
  readonly init: { readonly status?: number } | null;
}

function isData(value: unknown): value is DataAnswer {
  return typeof value === "object" && value !== null && "type" in value && "init" in value;
}

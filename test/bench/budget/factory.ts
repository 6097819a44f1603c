import { freePort } from "../../sandbox/processes/free-port.ts";
import type { Program } from "../../sandbox/processes/program.ts";
import { startApp } from "../../sandbox/stack/app.ts";
import { startDatabase } from "../../sandbox/stack/database.ts";
import { makeKeys } from "../../sandbox/stack/keys.ts";
import { startShopify } from "../../sandbox/stack/simulators.ts";

/** The processes of the bench: PostgreSQL, the Shopify simulator, the app's web process and its workers. */
export interface Factory {
  readonly shopifyUrl: string;
  readonly appUrl: string;
  /** Of the owner, whom no policy stops. */
  readonly databaseUrl: string;
  readonly web: Program;
  readonly shopify: Program;
  startWorkers(count: number): Promise<readonly Program[]>;
  close(): Promise<void>;
}

type Closers = (() => Promise<void>)[];

/**
 * Starts everything but the workers, so that work piles up first.
 *
 * @param settings of the app, by the names of its environment
 */
export async function startFactory(
  say: (line: string) => void,
  settings: Readonly<Record<string, string>> = {},
): Promise<Factory> {
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0).toReversed()) await one();
  };
  try {
    return { ...(await startAll(closers, settings, say)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startAll(
  closers: Closers,
  settings: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Promise<Omit<Factory, "close">> {
  say("starting PostgreSQL, the simulator and the app …");
  const keys = makeKeys();
  const webPort = await freePort(0);
  const appUrl = `http://localhost:${String(webPort)}`;
  const database = await startDatabase();
  closers.push(() => database.stop());
  const shopify = await startShopify({ port: await freePort(0), appUrl, keys });
  closers.push(() => shopify.program.stop());
  const plan = { shopifyUrl: shopify.url, keys, databaseUrl: database.url, settings };
  const web = await startApp({ ...plan, role: "web", port: webPort });
  closers.push(() => web.stop());
  return {
    shopifyUrl: shopify.url,
    appUrl,
    databaseUrl: database.url,
    web,
    shopify: shopify.program,
    async startWorkers(count) {
      const workers: Program[] = [];
      for (let number = 0; number < count; number += 1) {
        const worker = await startApp({ ...plan, role: "worker", port: await freePort(0) });
        closers.push(() => worker.stop());
        workers.push(worker);
      }
      return workers;
    },
  };
}

import type { Program } from "../processes/program.ts";
import { freePort } from "../processes/free-port.ts";
import { startApp } from "../stack/app.ts";
import { startDatabase } from "../stack/database.ts";
import { makeKeys } from "../stack/keys.ts";
import { startOms, startShopify } from "../stack/simulators.ts";
import type { AppRecords } from "./app-records.ts";
import { openAppRecords } from "./app-records.ts";
import type { Workers } from "./story.ts";

/** The processes that all stories share. */
export interface Theatre {
  readonly shopifyUrl: string;
  readonly omsUrl: string;
  readonly appUrl: string;
  readonly records: AppRecords;
  readonly workers: Workers;
  close(): Promise<void>;
}

/** The OMS's retries come after 0.2 s, 1 s and 6 s. */
const OMS_TIME_SCALE = 0.2;

/** Starts PostgreSQL, both simulators, the app's web process and its worker, on free ports. */
export async function startTheatre(say: (line: string) => void): Promise<Theatre> {
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.toReversed()) await close();
  };
  try {
    return { ...(await startAll(closers, say)), close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function startAll(
  closers: (() => Promise<void>)[],
  say: (line: string) => void,
): Promise<Omit<Theatre, "close">> {
  say("starting PostgreSQL, the simulators and the app …");
  const keys = makeKeys();
  const webPort = await freePort(0);
  const appUrl = `http://localhost:${String(webPort)}`;
  const database = await startDatabase();
  closers.push(() => database.stop());
  const shopify = await startShopify({ port: await freePort(0), appUrl, keys });
  closers.push(() => shopify.program.stop());
  const oms = await startOms(await freePort(0), OMS_TIME_SCALE);
  closers.push(() => oms.program.stop());
  const appPlan = { shopifyUrl: shopify.url, keys, databaseUrl: database.url };
  const web = await startApp({ ...appPlan, role: "web", port: webPort });
  closers.push(() => web.stop());
  const workers = await startWorkers(async () =>
    startApp({ ...appPlan, role: "worker", port: await freePort(0) }),
  );
  closers.push(() => workers.stop());
  const records = openAppRecords(database.url);
  closers.push(() => records.close());
  return { shopifyUrl: shopify.url, omsUrl: oms.url, appUrl, records, workers };
}

/** One worker at a time, which a story may kill and start again. */
async function startWorkers(
  start: () => Promise<Program>,
): Promise<Workers & { stop(): Promise<void> }> {
  let worker = await start();
  return {
    kill: () => worker.kill(),
    async start() {
      worker = await start();
    },
    stop: () => worker.stop(),
  };
}

import { startApp } from "./stack/app.ts";
import { emptyDataFolder } from "./stack/data-folder.ts";
import { openDemoStore } from "./stack/demo-store.ts";
import { makeKeys } from "./stack/keys.ts";
import { choosePorts } from "./stack/ports.ts";
import { startOms, startShopify } from "./stack/simulators.ts";
import type { Program } from "./processes/program.ts";

type Say = (line: string) => void;

/** Starts everything, says where it is, and keeps it running until Ctrl-C. */
export async function runInteractive(say: Say): Promise<void> {
  const programs: Program[] = [];
  const asked = askedToStop();
  try {
    const places = await startAll(programs, say);
    say(instructions(places));
    await Promise.race([asked, ...programs.map(endOf)]);
    for (const program of programs.filter(({ isRunning }) => !isRunning())) {
      say(`\n${program.name} ended by itself:\n${program.lastLines().slice(-30).join("\n")}`);
      process.exitCode = 1;
    }
  } finally {
    say("\nstopping …");
    for (const program of programs.toReversed()) await program.stop();
  }
}

interface Places {
  readonly adminUrl: string;
  readonly ordersUrl: string;
  readonly omsUrl: string;
}

async function startAll(programs: Program[], say: Say): Promise<Places> {
  const ports = await choosePorts(say);
  const keys = makeKeys();
  const appUrl = `http://localhost:${String(ports.app)}`;
  say("starting the simulators …");
  const shopify = await startShopify({ port: ports.shopify, appUrl, keys });
  programs.push(shopify.program);
  const oms = await startOms(ports.oms, 1);
  programs.push(oms.program);
  const handle = await openDemoStore({ shopifyUrl: shopify.url, omsUrl: oms.url });
  say("starting PostgreSQL and the app …");
  const app = await startApp({
    role: "all",
    port: ports.app,
    shopifyUrl: shopify.url,
    keys,
    dataFolder: await emptyDataFolder("interactive"),
    databasePort: ports.database,
  });
  programs.push(app);
  return {
    adminUrl: `${shopify.url}/store/${handle}/apps/handoff`,
    ordersUrl: `${shopify.url}/store/${handle}/orders`,
    omsUrl: oms.url,
  };
}

function instructions({ adminUrl, ordersUrl, omsUrl }: Places): string {
  return `
ready

  Shopify admin, with the app   ${adminUrl}
  Shopify admin, orders         ${ordersUrl}
  OMS                           ${omsUrl}

  1. Open the app in the admin, choose "Connect a source", and copy the URL and the secret.
  2. Enter both in the OMS under "Webhook and faults".
  3. Click "Ship" on an order in the OMS, and watch it become fulfilled in the admin's orders.

  Ctrl-C stops everything and forgets it.
`;
}

/** Resolves at the first Ctrl-C or SIGTERM. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}

async function endOf(program: Program): Promise<void> {
  await program.ended;
}

import type { Program } from "../processes/program.ts";
import { startApp } from "./app.ts";
import type { DataFolder } from "./data-folder.ts";
import { newDataFolder } from "./data-folder.ts";
import { openDemoStore } from "./demo-store.ts";
import { makeKeys } from "./keys.ts";
import type { Ports } from "./ports.ts";
import { startOms, startShopify } from "./simulators.ts";

/** Everything that a person needs to try Handoff, running. */
export interface Sandbox {
  /** The Shopify admin with the app open in it. */
  readonly adminUrl: string;
  /** The same store's orders. */
  readonly ordersUrl: string;
  readonly omsUrl: string;
  /** The first order, as its buyer sees it. */
  readonly customerUrl: string;
  readonly thankYouUrl: string;
  readonly programs: readonly Program[];
  stop(): Promise<void>;
}

export interface SandboxPlan {
  readonly ports: Ports;
  readonly say: (line: string) => void;
}

/** Starts the simulators, the demo store and the app with its own PostgreSQL; all or nothing. */
export async function startSandbox(plan: SandboxPlan): Promise<Sandbox> {
  const folder = await newDataFolder();
  const programs: Program[] = [];
  const stop = async (): Promise<void> => {
    for (const program of programs.toReversed()) await program.stop();
    folder.remove();
  };
  try {
    return { ...(await startPrograms({ ...plan, folder }, programs)), programs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Places = Omit<Sandbox, "programs" | "stop">;

async function startPrograms(
  { ports, folder, say }: SandboxPlan & { readonly folder: DataFolder },
  programs: Program[],
): Promise<Places> {
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
    dataFolder: folder.path,
    databasePort: ports.database,
  });
  programs.push(app);
  const storeUrl = `${shopify.url}/store/${handle}`;
  return {
    adminUrl: `${storeUrl}/apps/handoff`,
    ordersUrl: `${storeUrl}/orders`,
    omsUrl: oms.url,
    customerUrl: `${storeUrl}/account/orders/1001`,
    thankYouUrl: `${storeUrl}/checkouts/1001/thank-you`,
  };
}

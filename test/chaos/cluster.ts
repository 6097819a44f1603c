import { openSendingShop, type SendingShop } from "../sandbox/load/sending-shop.ts";
import { freePort } from "../sandbox/processes/free-port.ts";
import { makeKeys } from "../sandbox/stack/keys.ts";
import { startShopify } from "../sandbox/stack/simulators.ts";
import { startBalancer, type Balancer } from "./balancer.ts";
import { startInstance, type Instance } from "./instance.ts";
import { startKillablePostgres, type KillablePostgres } from "./killable-postgres.ts";

/** What a larger merchant runs: web processes behind a balancer and workers on one PostgreSQL. */
export interface Cluster {
  readonly shopifyUrl: string;
  readonly postgres: KillablePostgres;
  readonly balancer: Balancer;
  readonly web: readonly Instance[];
  readonly workers: readonly Instance[];
  close(): Promise<void>;
}

/** How many processes of each role. */
export interface ClusterSize {
  readonly web: number;
  readonly workers: number;
}

/** The sender is held back by what the machine can do, and by no rate. */
const SETTINGS = {
  HANDOFF_ENDPOINT_RATE: "1000000",
  HANDOFF_ENDPOINT_BURST: "1000000",
  HANDOFF_DRAIN_SECONDS: "2",
};

type Closers = (() => Promise<void>)[];

export async function startCluster(
  size: ClusterSize,
  say: (line: string) => void,
): Promise<Cluster> {
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0).toReversed()) await one();
  };
  try {
    return { ...(await startAll(closers, size, say)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startAll(
  closers: Closers,
  { web, workers }: ClusterSize,
  say: (line: string) => void,
): Promise<Omit<Cluster, "close">> {
  say(
    `starting PostgreSQL, the simulated Shopify, ${String(web)} web processes and ${String(workers)} workers …`,
  );
  const port = await freePort(0);
  const ports = await freePorts(web + workers);
  const postgres = await startKillablePostgres();
  closers.push(() => postgres.stop());
  const balancer = await startBalancer(port, ports.slice(0, web));
  closers.push(() => balancer.close());
  const keys = makeKeys();
  const shopify = await startShopify({ port: await freePort(0), appUrl: balancer.url, keys });
  closers.push(() => shopify.program.stop());
  const settings = { ...SETTINGS, SHOPIFY_APP_URL: balancer.url };
  const plan = { shopifyUrl: shopify.url, keys, databaseUrl: postgres.url, settings };
  const instances: Instance[] = [];
  for (const [place, own] of ports.entries()) {
    const role = place < web ? "web" : "worker";
    const instance = await startInstance({ ...plan, role, port: own });
    closers.push(() => instance.stop());
    instances.push(instance);
  }
  return {
    shopifyUrl: shopify.url,
    postgres,
    balancer,
    web: instances.slice(0, web),
    workers: instances.slice(web),
  };
}

/** A shop of the cluster whose limits hold nobody up. */
export function openShop(
  { shopifyUrl }: Cluster,
  orders: number,
  say: (line: string) => void,
): Promise<SendingShop> {
  say(`making ${String(orders)} orders …`);
  return openSendingShop(shopifyUrl, { handle: "chaos", orders, plan: "enterprise" });
}

/** One after the other, as each is free only until it is taken. */
async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort(0));
  return [...ports];
}

import { fileURLToPath } from "node:url";
import { Session } from "@shopify/shopify-api";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { readConfig } from "../../app/config.server.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { DEFAULT_POLICY } from "../../app/domain/plan/policy.ts";
import { front } from "../../app/server/front.ts";
import { listen } from "../../app/server/listen.ts";
import { readiness } from "../../app/server/readiness.ts";
import { compose } from "../../app/services.server.ts";
import type { Composition } from "../../app/services.server.ts";
import { startWorker } from "../../app/worker.server.ts";
import { freshDatabase } from "../postgres.ts";
import type { TestDatabase } from "../postgres.ts";
import { recordingLog } from "../routes/recording-log.ts";
import type { LogLine } from "../routes/recording-log.ts";
import { startShopifySimulator } from "../sandbox/shopify/start.ts";
import type { ShopifySimulator } from "../sandbox/shopify/start.ts";
import { secretOf } from "./sender.ts";

const APP_TOML = fileURLToPath(new URL("../../shopify.app.toml", import.meta.url));
const SHOP = "acme";
const RIVAL = "rival";

/** An order as the simulator answers it. */
export interface SimulatedOrder {
  readonly id: string;
  readonly name: string;
}

export interface SimulatedFulfillment {
  readonly orderId: string;
  readonly isLive: boolean;
  readonly trackingNumbers: readonly string[];
  readonly tracking: readonly { readonly company: string | null; readonly url: string | null }[];
}

/** Front, worker, database and a simulated Shopify, as they run together. */
export interface WholeApp {
  readonly port: number;
  readonly endpointKey: string;
  /** Creates an order in the shop, or in another one. */
  newOrder(order: object, shop?: typeof SHOP | typeof RIVAL): Promise<SimulatedOrder>;
  fulfillmentsOf(order: SimulatedOrder): Promise<readonly SimulatedFulfillment[]>;
  stateOf(messageId: string): Promise<{ readonly state: string; readonly code: string } | null>;
  errors(): readonly LogLine[];
  close(): Promise<void>;
}

export async function startWholeApp(): Promise<WholeApp> {
  const test = await freshDatabase();
  const simulator = await startSimulator();
  const log = recordingLog();
  const app = composed(test, { simulator, log });
  const server = front({
    ...app.composition,
    receive: app.composition.intake.receive,
    log,
    metrics: app.metrics,
    scrape: app.metrics,
    readiness: readiness([], log),
    metricsAccess: "open",
    trustedProxies: 0,
    offers: "everything",
    screens: (_request, response) => response.writeHead(404).end(),
  });
  const port = await listen(server, "127.0.0.1", 0);
  const worker = await startWorker(app.composition.workerPorts, {
    databaseUrl: test.url,
    retentionDays: 30,
  });
  const shopId = await install(test, simulator);
  return {
    port,
    endpointKey: await connectSource(test, shopId),
    newOrder: async (order, shop = SHOP) =>
      (await control(simulator, `shops/${shop}/orders`, order)) as SimulatedOrder,
    fulfillmentsOf: (order) => fulfillmentsOf(simulator, order),
    stateOf: (messageId) => stateOf(test, messageId),
    errors: () => log.lines.filter(({ level }) => level === "error"),
    async close() {
      server.closeAllConnections();
      server.close();
      await worker.stop();
      await simulator.close();
      await test.close();
    },
  };
}

function composed(
  { database, ids }: TestDatabase,
  {
    simulator,
    log,
  }: { readonly simulator: ShopifySimulator; readonly log: ReturnType<typeof recordingLog> },
): { readonly composition: Composition; readonly metrics: ReturnType<typeof systemMetrics> } {
  const config = readConfig(
    {
      NODE_ENV: "test",
      HANDOFF_KEY: Buffer.alloc(32, 7).toString("base64"),
      SHOPIFY_API_KEY: "client-id",
      SHOPIFY_API_SECRET: "client-secret",
      SHOPIFY_APP_URL: "http://localhost:3000",
      SANDBOX_SHOPIFY_URL: simulator.url,
    },
    [],
  );
  const metrics = systemMetrics();
  return {
    composition: compose(config, { clock: systemClock, ids, log, metrics, database }),
    metrics,
  };
}

async function startSimulator(): Promise<ShopifySimulator> {
  const simulator = await startShopifySimulator({
    port: 0,
    appUrl: "http://localhost:3000",
    clientId: "client-id",
    clientSecret: "client-secret",
    appToml: APP_TOML,
  });
  const products = ["HAT", "MUG", "BAG"].map((sku) => ({ sku, location: "Main" }));
  const common = { locations: ["Main"], products };
  await control(simulator, "shops", { shop: SHOP, ...common });
  await control(simulator, "shops", { shop: RIVAL, ...common, firstOrderNumber: 50_001 });
  return simulator;
}

/** The shop as it is after a merchant opened the app: a row, and a token that lasts. */
async function install({ adapter }: TestDatabase, simulator: ShopifySimulator): Promise<string> {
  const shop = `${SHOP}.myshopify.com`;
  const { access_token: accessToken, scope } = (await control(
    simulator,
    `shops/${SHOP}/tokens`,
    {},
  )) as {
    readonly access_token: string;
    readonly scope: string;
  };
  const { id } = await adapter.shops.installed(shop, scope.split(","));
  await adapter.sessions.storeSession(
    new Session({ id: `offline_${shop}`, shop, state: "", isOnline: false, accessToken, scope }),
  );
  return id;
}

async function connectSource({ adapter }: TestDatabase, shopId: string): Promise<string> {
  const { scheme, deduplication, mapping, statusMap } = genericJson;
  const made = await adapter.sources.create(
    { shopId, actor: "system" },
    {
      name: "OMS",
      role: "oms",
      preset: genericJson.id,
      policy: DEFAULT_POLICY,
      scheme,
      deduplication,
      accepts: ["json"],
      secret: secretOf("active"),
      mapping,
      statusMap,
    },
  );
  if (made.outcome !== "created") throw new Error(made.outcome);
  return made.endpointKey;
}

async function fulfillmentsOf(
  simulator: ShopifySimulator,
  order: SimulatedOrder,
): Promise<readonly SimulatedFulfillment[]> {
  const { fulfillments } = (await control(simulator, `shops/${SHOP}/fulfillments`)) as {
    readonly fulfillments: readonly SimulatedFulfillment[];
  };
  return fulfillments.filter(({ orderId, isLive }) => orderId === order.id && isLive);
}

async function stateOf({ owner }: TestDatabase, messageId: string) {
  const { rows } = await owner.query<{ state: string; code: string }>(
    "SELECT state, reason_code AS code, reason_detail AS detail FROM interpretation WHERE message_id = $1",
    [messageId],
  );
  return rows[0] ?? null;
}

/** The simulator's control API; its README says what comes back. */
async function control(simulator: ShopifySimulator, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${simulator.url}/_sandbox/${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

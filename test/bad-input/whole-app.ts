import { fileURLToPath } from "node:url";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { readConfig } from "../../app/config.server.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
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
import { makeShop, newOrder, presetSource, shopOpener } from "./open-shop.ts";
import type { OpenNewShop, SimulatedFulfillment, SimulatedOrder } from "./open-shop.ts";

const APP_TOML = fileURLToPath(new URL("../../shopify.app.toml", import.meta.url));
const SHOP = "acme";
const RIVAL = "rival";
const SKUS = ["HAT", "MUG", "BAG"];

/** Front, worker, database and a simulated Shopify, as they run together. */
export interface WholeApp {
  readonly port: number;
  readonly endpointKey: string;
  /** The simulated Shopify, whose README tells its control API. */
  readonly shopifyUrl: string;
  /** Creates an order in the shop, or in another one. */
  newOrder(order: object, shop?: typeof SHOP | typeof RIVAL): Promise<SimulatedOrder>;
  fulfillmentsOf(order: SimulatedOrder): Promise<readonly SimulatedFulfillment[]>;
  readonly openShop: OpenNewShop;
  /** What screens ask and do. */
  readonly services: Composition["services"];
  /** The database under all of it. */
  readonly test: TestDatabase;
  /** The door of what comes another way than by HTTP. */
  readonly recorder: Composition["intake"]["recorder"];
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
    clock: systemClock,
    receive: app.composition.intake.receive,
    hasRoom: app.composition.intake.hasRoom,
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
  movedTo(simulator, port);
  const worker = await startWorker(app.composition.workerPorts, {
    databaseUrl: test.url,
    retentionDays: 30,
  });
  const openShop = shopOpener(test, simulator);
  const shop = await openShop(SHOP, SKUS);
  await makeShop(simulator, { shop: RIVAL, firstOrderNumber: 50_001 }, SKUS);
  return {
    port,
    shopifyUrl: simulator.url,
    endpointKey: await shop.connect(presetSource(genericJson)),
    newOrder: (order, handle = SHOP) => newOrder(simulator, handle, order),
    fulfillmentsOf: (order) => shop.fulfillmentsOf(order),
    openShop,
    services: app.composition.services,
    test,
    recorder: app.composition.intake.recorder,
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
      HANDOFF_LOCAL_SOURCES: "yes",
    },
    [],
  );
  const metrics = systemMetrics();
  return {
    composition: compose(config, { clock: systemClock, ids, log, metrics, database }),
    metrics,
  };
}

/** The port is known only when the front listens: from then on Shopify calls it there. */
function movedTo({ world }: ShopifySimulator, port: number): void {
  for (const [clientId, app] of world.apps)
    world.apps.set(clientId, { ...app, url: `http://localhost:${String(port)}` });
}

function startSimulator(): Promise<ShopifySimulator> {
  return startShopifySimulator({
    port: 0,
    appUrl: "http://localhost:3000",
    clientId: "client-id",
    clientSecret: "client-secret",
    appToml: APP_TOML,
  });
}

async function stateOf({ owner }: TestDatabase, messageId: string) {
  const { rows } = await owner.query<{ state: string; code: string }>(
    "SELECT state, reason_code AS code, reason_detail AS detail FROM interpretation WHERE message_id = $1",
    [messageId],
  );
  return rows[0] ?? null;
}

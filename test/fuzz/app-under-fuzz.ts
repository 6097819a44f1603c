import { fileURLToPath } from "node:url";
import { freshDatabase } from "../postgres.ts";
import type { TestDatabase } from "../postgres.ts";
import { shopOpener } from "../bad-input/open-shop.ts";
import { freePort } from "../sandbox/processes/free-port.ts";
import { ProgramEnded, startProgram } from "../sandbox/processes/program.ts";
import type { Program } from "../sandbox/processes/program.ts";
import { until } from "../sandbox/processes/until.ts";
import { startShopifySimulator } from "../sandbox/shopify/start.ts";
import type { ShopifySimulator } from "../sandbox/shopify/start.ts";
import { plans } from "./target.ts";
import type { Target } from "./target.ts";

const APP_TOML = fileURLToPath(new URL("../../shopify.app.toml", import.meta.url));
const READY_SECONDS = 90;
const PLENTY = "1000000";
const IDENTITY = { clientId: "client-id", clientSecret: "client-secret" };
const SHOP = "fuzzed";

/** One process of the app, web and worker, with PostgreSQL and a simulated Shopify; its sources connected. */
export interface AppUnderFuzz {
  readonly port: number;
  readonly shopId: string;
  readonly test: TestDatabase;
  readonly targets: readonly [Target, ...Target[]];
  metrics(): Promise<string>;
  /** Lines that the process logged as errors. */
  errors(): readonly string[];
  isRunning(): boolean;
  close(): Promise<void>;
}

export async function startAppUnderFuzz(): Promise<AppUnderFuzz> {
  const test = await freshDatabase();
  const port = await freePort(0);
  const url = `http://localhost:${String(port)}`;
  const simulator = await startShopifySimulator({
    ...IDENTITY,
    port: 0,
    appUrl: url,
    appToml: APP_TOML,
  });
  const { shopId, targets } = await connectAll(test, simulator);
  const program = startProgram({
    name: "app under fuzz",
    script: "app/server.ts",
    parameters: ["--role", "all"],
    environment: environmentOf({ port, url, databaseUrl: test.url, shopifyUrl: simulator.url }),
  });
  await untilReady(program, url);
  return {
    port,
    shopId,
    test,
    targets,
    metrics: async () => (await fetch(`${url}/metrics`)).text(),
    errors: () => program.lastLines().filter((line) => line.includes('"level":"error"')),
    isRunning: program.isRunning,
    async close() {
      await program.stop();
      await simulator.close();
      await test.close();
    },
  };
}

interface Addresses {
  readonly port: number;
  readonly url: string;
  readonly databaseUrl: string;
  readonly shopifyUrl: string;
}

function environmentOf({ port, url, databaseUrl, shopifyUrl }: Addresses) {
  return {
    NODE_ENV: "test",
    HOST: "127.0.0.1",
    PORT: String(port),
    SHOPIFY_API_KEY: IDENTITY.clientId,
    SHOPIFY_API_SECRET: IDENTITY.clientSecret,
    SHOPIFY_APP_URL: url,
    SANDBOX_SHOPIFY_URL: shopifyUrl,
    HANDOFF_KEY: Buffer.alloc(32, 7).toString("base64"), // as the test database seals
    DATABASE_URL: databaseUrl,
    HANDOFF_ENDPOINT_RATE: PLENTY,
    HANDOFF_ENDPOINT_BURST: PLENTY,
    HANDOFF_TRUSTED_PROXIES: "1",
  };
}

async function untilReady(program: Program, url: string): Promise<void> {
  await until("the app to be ready", READY_SECONDS, async () => {
    if (!program.isRunning()) throw new ProgramEnded(program.name, program.lastLines().slice(-30));
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    return answer?.ok === true ? true : null;
  });
}

async function connectAll(test: TestDatabase, simulator: ShopifySimulator) {
  const shop = await shopOpener(test, simulator)(SHOP, ["MUG"]);
  const targets: Target[] = [];
  for (const { source, sample, isChanging } of plans()) {
    const key = await shop.connect(source);
    const { scheme, mapping, deduplication } = source;
    const sourceId = await sourceOf(test, key);
    targets.push({ key, sourceId, scheme, mapping, deduplication, sample, isChanging });
  }
  const [first, ...others] = targets;
  if (first === undefined) throw new Error("no source was connected");
  const { rows } = await test.owner.query<{ id: string }>("SELECT id FROM shop");
  return { shopId: rows[0]?.id ?? "", targets: [first, ...others] as const };
}

async function sourceOf({ owner }: TestDatabase, key: string): Promise<string> {
  const { rows } = await owner.query<{ source_id: string }>(
    "SELECT source_id FROM endpoint WHERE key = $1",
    [key],
  );
  return rows[0]?.source_id ?? "";
}

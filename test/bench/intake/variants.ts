import { SECRET } from "./bench-database.ts";
import type { BenchDatabase } from "./bench-database.ts";
import { startServer } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";

/** What is compared, each in a process of its own. */
export const VARIANTS = ["bare", "handoff", "template", "upstream"] as const;
export type VariantName = (typeof VARIANTS)[number];

export const MEANINGS: Readonly<Record<VariantName, string>> = {
  bare: "(a) bare node:http: body, HMAC, 202; keeps nothing",
  handoff: "Handoff: committed before 202, fsync on",
  template: "Remix + Prisma route, one INSERT",
  upstream: "the same, calling 150 ms upstream first",
};

export interface Variants {
  readonly of: (name: VariantName) => ServerProcess;
  stop(): Promise<void>;
}

const SERVERS = "test/bench/intake/servers";
const PLENTY = "1000000";

/** Starts those that are asked for. `profileFolder`: where Handoff's CPU profile goes when it stops. */
export async function startVariants(
  names: readonly VariantName[],
  database: BenchDatabase,
  profileFolder: string | null,
): Promise<Variants> {
  const running = new Map<VariantName, ServerProcess>();
  const beside: ServerProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all([...running.values(), ...beside].map((server) => server.stop()));
  };
  const environment = { BENCH_SECRET: SECRET, DATABASE_URL: database.url, NODE_ENV: "production" };
  const start = async (name: VariantName): Promise<ServerProcess> => {
    switch (name) {
      case "bare":
        return startServer({ script: `${SERVERS}/bare.ts`, environment });
      case "handoff":
        return startHandoff(database.url, profileFolder);
      case "template":
        return startServer({ script: `${SERVERS}/template.ts`, environment });
      case "upstream": {
        const upstream = await startServer({ script: `${SERVERS}/upstream.ts`, environment });
        beside.push(upstream);
        const BENCH_UPSTREAM = `http://127.0.0.1:${String(upstream.port)}/`;
        const own = { ...environment, BENCH_UPSTREAM };
        return startServer({ script: `${SERVERS}/template.ts`, environment: own });
      }
    }
  };
  try {
    for (const name of names) running.set(name, await start(name));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    of(name) {
      const server = running.get(name);
      if (server === undefined) throw new Error(`${name} was not started`);
      return server;
    },
    stop,
  };
}

/** The web process as a merchant runs it; one endpoint may use all of it. */
export function startHandoff(
  databaseUrl: string,
  profileFolder: string | null,
  role: "web" | "all" = "web",
): Promise<ServerProcess> {
  return startServer({
    script: "app/server.ts",
    parameters: ["--role", role],
    nodeOptions: profileFolder === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`],
    environment: {
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      HANDOFF_KEY: Buffer.alloc(32, 7).toString("base64"), // as the bench's sources are sealed
      HANDOFF_ENDPOINT_RATE: PLENTY,
      HANDOFF_ENDPOINT_BURST: PLENTY,
      HANDOFF_DRAIN_SECONDS: "0",
      SHOPIFY_API_KEY: "client-id",
      SHOPIFY_API_SECRET: "client-secret",
      SHOPIFY_APP_URL: "https://handoff.example.com",
    },
  });
}

import pg from "pg";
import { migrate } from "../../../app/adapters/postgres/migrate.ts";
import { MIGRATIONS_FOLDER } from "../../../app/db.server.ts";
import { genericJson } from "../../../app/domain/mapping/presets/generic-json.ts";
import { DEFAULT_POLICY } from "../../../app/domain/plan/policy.ts";
import { openAs } from "../../postgres.ts";
import { startDatabase } from "../../sandbox/stack/database.ts";
import { postgresCpu } from "./postgres-cpu.ts";

/** A PostgreSQL of the bench's own, durable as in production, with shops that receive. */
export interface BenchDatabase {
  readonly url: string;
  /** Paths of the endpoints, one a shop. */
  readonly paths: readonly string[];
  /** Messages that are there whole: the bytes, the key that keeps them single, and the task that has them interpreted. */
  recorded(): Promise<number>;
  /** Rows of the message table, whoever wrote them. */
  rows(): Promise<number>;
  /** Microseconds that PostgreSQL computed; null where the system does not tell. */
  cpuMicroseconds(): number | null;
  close(): Promise<void>;
}

/** One signing secret for all, so that deliveries can be signed ahead. */
export const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;

export async function startBenchDatabase(shops: number): Promise<BenchDatabase> {
  const server = await startDatabase();
  await migrate(server.url, MIGRATIONS_FOLDER);
  const paths = await connectSources(server.url, shops);
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  const count = async (from: string): Promise<number> => {
    const { rows } = await owner.query<{ count: number }>(`SELECT count(*)::int AS count ${from}`);
    return rows[0]?.count ?? 0;
  };
  const { rows } = await owner.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const backend = rows[0]?.pid ?? 0;
  return {
    url: server.url,
    paths,
    recorded: () =>
      count(
        `FROM message AS m
         JOIN message_key AS k ON k.message_id = m.id AND k.shop_id = m.shop_id
         JOIN message_task AS t ON t.message_id = m.id AND t.shop_id = m.shop_id`,
      ),
    rows: () => count("FROM message"),
    cpuMicroseconds: () => postgresCpu(backend),
    async close() {
      await owner.end();
      await server.stop();
    },
  };
}

async function connectSources(url: string, shops: number): Promise<readonly string[]> {
  const { database, adapter } = openAs(url);
  const paths: string[] = [];
  for (let number = 1; number <= shops; number += 1) {
    const { id: shopId } = await adapter.shops.installed(
      `bench-${String(number)}.myshopify.com`,
      [],
    );
    const made = await adapter.sources.create({ shopId, actor: "system" }, SOURCE);
    if (made.outcome !== "created") throw new Error(made.outcome);
    paths.push(`/webhooks/oms/${made.endpointKey}`);
  }
  await database.close();
  return paths;
}

const SOURCE = {
  name: "Bench OMS",
  role: "oms",
  preset: genericJson.id,
  policy: DEFAULT_POLICY,
  scheme: { kind: "standard_webhooks", toleranceSeconds: 300 },
  deduplication: { from: "signed_id" },
  accepts: ["json"],
  secret: SECRET,
  mapping: genericJson.mapping,
  statusMap: genericJson.statusMap,
} as const;

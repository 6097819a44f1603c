import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { openDatabase } from "../app/adapters/postgres/database.ts";
import type { Database } from "../app/adapters/postgres/database.ts";
import { startEmbedded } from "../app/adapters/postgres/embedded.ts";
import type { EmbeddedPostgres } from "../app/adapters/postgres/embedded.ts";
import { runningPostmaster } from "../app/adapters/postgres/embedded/postmaster.ts";
import { migrate } from "../app/adapters/postgres/migrate.ts";
import { postgresAdapter } from "../app/adapters/postgres/postgres.ts";
import type { PostgresAdapter } from "../app/adapters/postgres/postgres.ts";
import { systemClock } from "../app/adapters/system/clock.ts";
import { uuidV7Ids } from "../app/adapters/system/ids.ts";
import { sealing } from "../app/adapters/system/sealing.ts";
import type { Ids } from "../app/pipeline/ports.ts";
import { MIGRATIONS_FOLDER } from "../app/db.server.ts";
import { quickFolder } from "./quick-folder.ts";

/**
 * One embedded PostgreSQL serves every test run of this working tree; a test
 * file takes a database of its own, copied from a migrated template.
 */
const repository = path.resolve(import.meta.dirname, "..");
const FOLDER = path.join(
  quickFolder(),
  `handoff-test-postgres-${String(process.getuid?.() ?? 0)}-${digest(repository)}`,
);
/** What a power cut would lose does not matter to a test. */
const SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  max_connections: "300",
  max_wal_size: "256MB",
};
const TEMPLATE_LOCK = 1;

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  readonly adapter: PostgresAdapter;
  readonly ids: Ids;
  /** Statements as the owner, whom no policy and no grant stops. */
  readonly owner: pg.Pool;
  close(): Promise<void>;
}

/** A database of its own, migrated and empty. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = await sharedServer();
  const url = await copyTemplate(server.url);
  const { database, adapter, ids } = openAs(url);
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  owner.on("error", () => undefined);
  return {
    url,
    database,
    adapter,
    ids,
    owner,
    close: async () => {
      await database.close();
      await owner.end();
      await asAdministrator(server.url, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${databaseOf(url)} WITH (FORCE)`),
      );
    },
  };
}

/** The adapter on a database that is there already. */
export function openAs(url: string): Pick<TestDatabase, "database" | "adapter" | "ids"> {
  const database = openDatabase({ url });
  const ids = uuidV7Ids(systemClock);
  const adapter = postgresAdapter({ database, sealing: sealing([Buffer.alloc(32, 7)]), ids });
  return { database, adapter, ids };
}

/** An empty database without any schema; for the migrations' own tests. */
export async function emptyDatabase(
  name = newName(),
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = await sharedServer();
  await asAdministrator(server.url, async (client) => {
    // A run that was killed may have left one of this name.
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  });
  return {
    url: withDatabase(server.url, name),
    close: () =>
      asAdministrator(server.url, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/** Vitest's global set-up: nothing before the run; after it the server ends, unless another run uses it. */
export default function setup(): () => Promise<void> {
  return async () => {
    if ((await runningPostmaster(path.join(FOLDER, "data"))) === null) return;
    await (await startServer()).close();
  };
}

let server: Promise<EmbeddedPostgres> | null = null;

function sharedServer(): Promise<EmbeddedPostgres> {
  server ??= startServer();
  return server;
}

function startServer(): Promise<EmbeddedPostgres> {
  return startEmbedded({ folder: FOLDER, port: 0, settings: SETTINGS });
}

async function copyTemplate(serverUrl: string): Promise<string> {
  const template = `template_${digest(migrationsText())}`;
  const name = newName();
  await asAdministrator(serverUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    await makeTemplate(client, serverUrl, template);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return withDatabase(serverUrl, name);
}

async function makeTemplate(client: pg.Client, serverUrl: string, template: string): Promise<void> {
  const known = await client.query("SELECT FROM pg_database WHERE datname = $1", [template]);
  if (known.rowCount !== 0) return;
  await dropLeftovers(client);
  const unfinished = `${template}_unfinished`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished}`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  await migrate(withDatabase(serverUrl, unfinished), MIGRATIONS_FOLDER);
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
}

/** Runs that were killed left their databases. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%' OR datname LIKE 'template\\_%'`,
  );
  for (const { datname } of rows) {
    const [, pid] = datname.split("_");
    if (datname.startsWith("test_") && isRunning(Number(pid))) continue;
    await client.query(`DROP DATABASE IF EXISTS ${datname}`).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

let made = 0;

function newName(): string {
  made += 1;
  return `test_${String(process.pid)}_${String(made)}_${Math.random().toString(36).slice(2, 8)}`;
}

function migrationsText(): string {
  return readdirSync(MIGRATIONS_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readFileSync(path.join(MIGRATIONS_FOLDER, name, "migration.sql"), "utf8"))
    .join("\n");
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function asAdministrator<T>(
  serverUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: withDatabase(serverUrl, "postgres") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

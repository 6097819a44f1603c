import path from "node:path";
import { assertDurable } from "./adapters/postgres/durability.ts";
import { openDatabase } from "./adapters/postgres/database.ts";
import type { Database } from "./adapters/postgres/database.ts";
import { DEFAULT_PORT, startEmbedded } from "./adapters/postgres/embedded.ts";
import { migrate } from "./adapters/postgres/migrate.ts";

export interface DatabaseSettings {
  /** Null starts the embedded PostgreSQL. */
  readonly url: string | null;
  /** The embedded server's folder; null takes its default. */
  readonly dataFolder: string | null;
  /** The embedded server's port; 54329 unless given, 0 takes a free one. */
  readonly port?: number;
  /** Whether a database that may lose commits is refused. */
  readonly durability: "required" | "any";
  readonly say: (what: string) => void;
}

export interface RunningDatabase {
  readonly url: string;
  readonly database: Database;
  /** Where the embedded server keeps its data; null where the database is somebody else's. */
  readonly folder: string | null;
  /** Closes the connections and, where nobody else uses it, the embedded server. */
  close(): Promise<void>;
}

export const MIGRATIONS_FOLDER = path.join(import.meta.dirname, "..", "prisma", "migrations");

/** Where a database is, that was neither changed nor looked at. */
export interface DatabasePlace {
  readonly url: string;
  /** The embedded server's folder; null for any other database. */
  readonly folder: string | null;
  close(): Promise<void>;
}

/** The database as it is; the embedded one is started where it does not run. */
export async function findDatabase(settings: DatabaseSettings): Promise<DatabasePlace> {
  const { url } = settings;
  if (url !== null) return { url, folder: null, close: () => Promise.resolve() };
  return startEmbedded(embeddedOptions(settings));
}

/** A database that is up, durable and migrated. */
export async function startDatabase(settings: DatabaseSettings): Promise<RunningDatabase> {
  const server = settings.url === null ? await startEmbedded(embeddedOptions(settings)) : null;
  const url = settings.url ?? server?.url ?? "";
  try {
    if (settings.durability === "required") await assertDurable(url);
    for (const name of await migrate(url, MIGRATIONS_FOLDER))
      settings.say(`migration ${name} applied`);
  } catch (error) {
    await server?.close();
    throw error;
  }
  const database = openDatabase({ url });
  return {
    url,
    database,
    folder: server?.folder ?? null,
    close: async () => {
      await database.close();
      await server?.close();
    },
  };
}

function embeddedOptions({ dataFolder, port = DEFAULT_PORT, say }: DatabaseSettings) {
  return { folder: dataFolder, port, say };
}

import pg from "pg";
import { findBinaries } from "./embedded/binaries.ts";
import { defaultFolder, prepareFolder } from "./embedded/data-folder.ts";
import type { ServerFolder } from "./embedded/data-folder.ts";
import { ensureServer, serverUrl, stopServer } from "./embedded/server.ts";
import { serverUser } from "./embedded/server-user.ts";

export interface EmbeddedOptions {
  /** Where the data lies; null takes `.data/postgres`, or a folder below /var/lib where the server's user may not enter there. */
  readonly folder: string | null;
  /** 0 takes a free one, and so does one that is taken. */
  readonly port: number;
  /** Settings of PostgreSQL beside our own, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told in words what is out of the ordinary: another port, a server that already ran. */
  readonly say?: (what: string) => void;
}

export interface EmbeddedPostgres {
  readonly url: string;
  readonly folder: string;
  /** Stops the server, unless another process still uses it. */
  close(): Promise<void>;
}

export const DEFAULT_PORT = 54_329;
const DATABASE = "handoff";
/** Held by every process that uses the server; whoever is the last stops it. */
const USE_LOCK = 1_212_501_073;
/** A database of this name is there, or was made at this very moment. */
const DUPLICATES = new Set(["42P04", "23505"]);

/**
 * Starts a real PostgreSQL from the npm package, or uses the one that an
 * earlier process left running in the folder. It runs on when this process is
 * killed; the next start finds it. Throws EmbeddedPostgresError with what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { port, settings = {}, say = () => undefined } = options;
  const user = await serverUser();
  const folder = options.folder ?? (await defaultFolder(process.cwd(), user));
  const binaries = await findBinaries(folder, user);
  const place = await prepareFolder(folder, user, binaries);
  const listening = await ensureServer({ place, binaries, user, port, settings, say });
  const use = await takeInUse(place, listening);
  try {
    await createDatabase(use);
  } catch (error) {
    await leave(place, use);
    throw error;
  }
  return {
    url: serverUrl(place, listening, DATABASE),
    folder,
    close: () => leave(place, use),
  };
}

async function takeInUse(place: ServerFolder, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: serverUrl(place, port, "postgres"),
    application_name: "handoff embedded",
    keepAlive: true,
  });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("SELECT pg_advisory_lock_shared($1)", [USE_LOCK]);
  return client;
}

async function createDatabase(client: pg.Client): Promise<void> {
  const known = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
  if (known.rowCount !== 0) return;
  await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError) || !DUPLICATES.has(error.code ?? "")) throw error;
  });
}

async function leave(place: ServerFolder, client: pg.Client): Promise<void> {
  const isLast = await isLastUser(client);
  await client.end().catch(() => undefined);
  if (isLast) await stopServer(place);
}

/** A server that is gone has no users. */
async function isLastUser(client: pg.Client): Promise<boolean> {
  try {
    await client.query("SELECT pg_advisory_unlock_shared($1)", [USE_LOCK]);
    const { rows } = await client.query<{ free: boolean }>(
      "SELECT pg_try_advisory_lock($1) AS free",
      [USE_LOCK],
    );
    return rows[0]?.free === true;
  } catch {
    return false;
  }
}

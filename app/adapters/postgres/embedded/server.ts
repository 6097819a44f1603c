import { spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Binaries } from "./binaries.ts";
import { SUPERUSER } from "./data-folder.ts";
import type { ServerFolder } from "./data-folder.ts";
import { EmbeddedPostgresError } from "./embedded-error.ts";
import { isAlive, runningPostmaster } from "./postmaster.ts";
import type { Postmaster } from "./postmaster.ts";
import type { ServerUser } from "./server-user.ts";

/** What a server needs to run. */
export interface ServerPlan {
  readonly place: ServerFolder;
  readonly binaries: Binaries;
  readonly user: ServerUser | null;
  /** 0 takes a free one. */
  readonly port: number;
  /** Settings beside our own, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** Told in words what is out of the ordinary. */
  readonly say: (what: string) => void;
}

const START_MILLISECONDS = 120_000;
const STOP_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 20;
const LOG_TAIL = 2_000;

/** Durable, and modest enough for a machine that does other things too. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  shared_buffers: "128MB",
  max_connections: "100",
  max_wal_size: "1GB",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  autovacuum_naptime: "15s",
};

/** The folder's server: the one that runs already, else a new one. Answers its port. */
export async function ensureServer(plan: ServerPlan): Promise<number> {
  const known = await runningPostmaster(plan.place.data);
  if (known !== null) {
    plan.say(`using the PostgreSQL that already runs (process ${String(known.pid)})`);
  }
  let hasEnded = known === null ? await startServer(plan) : () => true;
  const deadline = Date.now() + START_MILLISECONDS;
  while (Date.now() < deadline) {
    const running = await runningPostmaster(plan.place.data);
    if (running?.status === "ready" && (await answers(plan.place, running))) return running.port;
    if (running === null && hasEnded()) {
      // What ran was on its way out, or our own start failed.
      if (known === null) await explain(plan);
      hasEnded = await startServer(plan);
    }
    await wait(LOOK_MILLISECONDS);
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL did not become ready in ${String(START_MILLISECONDS / 1000)} seconds. Its log: ${plan.place.log}`,
  );
}

/** Ends the server as a shutdown of the system would: sessions are cut, nothing committed is lost. */
export async function stopServer({ data }: ServerFolder): Promise<void> {
  const running = await runningPostmaster(data);
  if (running === null) return;
  process.kill(running.pid, "SIGINT");
  const deadline = Date.now() + STOP_MILLISECONDS;
  while (isAlive(running.pid) && Date.now() < deadline) await wait(LOOK_MILLISECONDS);
}

/** How to reach a database of the server. */
export function serverUrl({ password }: ServerFolder, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${String(port)}/${database}`;
}

async function answers(place: ServerFolder, { port }: Postmaster): Promise<boolean> {
  const client = new pg.Client({ connectionString: serverUrl(place, port, "postgres") });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0]?.data_directory === place.data;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code?.startsWith("28") === true) {
      throw new EmbeddedPostgresError(`The password in ${place.data} is not the server's.`, {
        cause: error,
      });
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Starts the server in a session of its own, so that Ctrl-C ends the app first
 * and the app ends the server. Answers a function that says whether it ended.
 */
async function startServer(plan: ServerPlan): Promise<() => boolean> {
  const { place, binaries, user, settings } = plan;
  const port = await freePort(plan);
  const log = await open(place.log, "a");
  const flags = Object.entries({ ...SETTINGS, ...settings }).map(
    ([name, value]) => `--${name}=${value}`,
  );
  const child = spawn(binaries.postgres, ["-D", place.data, "-p", String(port), ...flags], {
    ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
    cwd: "/",
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  let hasEnded = false;
  const end = (): void => {
    hasEnded = true;
  };
  child.on("exit", end).on("error", end).unref();
  await log.close();
  return () => hasEnded;
}

/** Tells why the server did not start, in the words of its log. */
async function explain({ place }: ServerPlan): Promise<never> {
  const log = await readFile(place.log, "utf8").catch(() => "");
  throw new EmbeddedPostgresError(
    `PostgreSQL did not start. Its log (${place.log}) ends with:\n${log.slice(-LOG_TAIL).trim()}`,
  );
}

async function freePort({ port, say }: ServerPlan): Promise<number> {
  const wanted = await tryPort(port);
  if (wanted !== null) return wanted;
  const other = await tryPort(0);
  if (other === null)
    throw new EmbeddedPostgresError("No port of 127.0.0.1 is free for PostgreSQL.");
  say(`port ${String(port)} is taken; PostgreSQL listens on ${String(other)}`);
  return other;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => {
      resolve(null);
    });
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      const free = typeof address === "object" && address !== null ? address.port : null;
      probe.close(() => {
        resolve(free);
      });
    });
  });
}

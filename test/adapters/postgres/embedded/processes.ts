import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import {
  isAlive,
  runningPostmaster,
} from "../../../../app/adapters/postgres/embedded/postmaster.ts";

const REPOSITORY = path.resolve(import.meta.dirname, "../../../..");
export const PROGRAM = "test/adapters/postgres/embedded/run-embedded.ts";

export const isRoot = process.getuid?.() === 0;

/** What the program printed. */
export interface Started {
  readonly url: string;
  readonly folder: string;
  readonly said: readonly string[];
}

export interface Running extends Started {
  readonly process: ChildProcess;
  /** Ends it as the app ends: closes the server unless another uses it. */
  close(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
}

export interface Launch {
  readonly folder: string | null;
  readonly port?: number;
  /** Runs as this user. */
  readonly uid?: number;
  /** A shell command that prepares the world, and then has to `exec "$@"`. */
  readonly within?: string;
  readonly cwd?: string;
}

/** Starts the program; throws with its message where it fails. */
export async function launch(options: Launch): Promise<Running> {
  const { folder, port = 0, uid, within, cwd = REPOSITORY } = options;
  const command = [process.execPath, path.join(cwd, PROGRAM), folder ?? "-", String(port)];
  const [program = "", ...parameters] =
    within === undefined
      ? command
      : ["unshare", "--mount", "--propagation", "private", "sh", "-ec", within, "sh", ...command];
  const child = spawn(program, parameters, {
    cwd: within === undefined ? cwd : "/",
    stdio: ["pipe", "pipe", "inherit"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const exited = once(child, "exit");
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface(child.stdout).once("line", resolve)),
    exited.then(() => '{"error":"the program ended without a word"}'),
  ]);
  const answer = JSON.parse(line) as Started | { readonly error: string };
  if ("error" in answer) {
    await exited;
    throw new Error(answer.error);
  }
  return {
    ...answer,
    process: child,
    close: async () => {
      child.stdin.end();
      await exited;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** A folder that everybody may enter, gone after the work together with its server. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const parent = await mkdtemp(path.join(tmpdir(), "handoff-embedded-"));
  const { chmod } = await import("node:fs/promises");
  await chmod(parent, 0o755);
  const folder = path.join(parent, "postgres");
  try {
    await work(folder);
  } finally {
    await endServer(folder);
    await rm(parent, { recursive: true, force: true });
  }
}

/** The process of the folder's server; null where none runs. */
export async function serverPid(folder: string): Promise<number | null> {
  return (await runningPostmaster(path.join(folder, "data")))?.pid ?? null;
}

/** `kill -9` of the server with all its children. */
export async function killServer(folder: string): Promise<void> {
  const pid = await serverPid(folder);
  if (pid === null) throw new Error("no server runs");
  // A server starts a session of its own, so its group is the whole of it.
  process.kill(-pid, "SIGKILL");
  await until(() => !isAlive(pid));
}

export async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function endServer(folder: string): Promise<void> {
  if ((await serverPid(folder)) !== null) await killServer(folder);
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error("not so in time");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

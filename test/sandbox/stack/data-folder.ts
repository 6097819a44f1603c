import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const STOP_MILLISECONDS = 10_000;

/**
 * An empty folder for the sandbox's own PostgreSQL, where its user can enter.
 *
 * The simulators forget everything when they end, so the app must too: what a
 * former run left is removed, after its server, which a `kill -9` leaves
 * behind, was stopped.
 */
export async function emptyDataFolder(name: string): Promise<string> {
  const folder = path.join(os.tmpdir(), `handoff-sandbox-${os.userInfo().username}`, name);
  if (existsSync(folder)) {
    for (const pidFile of pidFilesIn(folder)) await stopServer(pidFile);
    rmSync(folder, { recursive: true, force: true });
  }
  return folder;
}

function pidFilesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "postmaster.pid")
    .map((file) => path.join(folder, file));
}

/** Stops a PostgreSQL that still runs on this folder; its first line is the process id. */
async function stopServer(pidFile: string): Promise<void> {
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isPostgres(pid)) return;
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + STOP_MILLISECONDS;
  while (isAlive(pid) && Date.now() < deadline) await wait(50);
  if (isAlive(pid)) process.kill(pid, "SIGQUIT");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process id may have gone to another program since; where that cannot be seen, it is left alone. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, "utf8").includes("postgres");
  } catch {
    return false;
  }
}

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const STOP_MILLISECONDS = 10_000;

/** A folder for the PostgreSQL of one sandbox. */
export interface DataFolder {
  readonly path: string;
  /** Deletes it; its server must have been stopped. */
  remove(): void;
}

/**
 * A new folder, where PostgreSQL's user can enter.
 *
 * The simulators forget everything when they end, so the app must too. The
 * folder is named after this process; what sandboxes left behind that were
 * killed is removed here, after their servers were stopped.
 */
export async function newDataFolder(): Promise<DataFolder> {
  const base = path.join(os.tmpdir(), `handoff-sandbox-${os.userInfo().username}`);
  mkdirSync(base, { recursive: true, mode: 0o755 });
  await removeOrphans(base);
  const folder = path.join(base, `${String(process.pid)}-${String(Date.now())}`);
  return {
    path: folder,
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function removeOrphans(base: string): Promise<void> {
  for (const name of readdirSync(base)) {
    const owner = Number.parseInt(name, 10);
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    const folder = path.join(base, name);
    await stopServer(path.join(folder, "data", "postmaster.pid"));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stops a PostgreSQL that still runs on this folder; its first line is the process id. */
async function stopServer(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
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

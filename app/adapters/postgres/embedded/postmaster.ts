import { readFile } from "node:fs/promises";
import path from "node:path";

/** A server that holds a data folder, as its `postmaster.pid` says. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping` or `standby`. */
  readonly status: string;
}

/** The living server of a data folder; null where there is none. Its file is PostgreSQL's own: it is never deleted here. */
export async function runningPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const text = await readFile(path.join(dataFolder, "postmaster.pid"), "utf8").catch(() => null);
  if (text === null) return null;
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isSafeInteger(pid) || pid === 0 || !isAlive(pid)) return null;
  if (!(await isPostgres(pid, dataFolder))) return null;
  return { pid, port: Number(lines[3] ?? 0), status: lines[7] ?? "starting" };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Whether the process is a server of this folder: after a reboot the number
 * may be another program's. Where the system has no /proc, it is believed.
 */
async function isPostgres(pid: number, dataFolder: string): Promise<boolean> {
  const command = await readFile(`/proc/${String(pid)}/cmdline`, "utf8").catch(() => null);
  return command === null || command.split("\0").includes(dataFolder);
}

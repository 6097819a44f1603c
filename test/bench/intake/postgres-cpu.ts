import { readdirSync, readFileSync } from "node:fs";

/** Linux counts a process's CPU time in hundredths of a second (USER_HZ). */
const MICROSECONDS_PER_TICK = 10_000;

/**
 * CPU microseconds of a PostgreSQL server with all its processes, those that
 * ended too; null where the system does not tell (it is not Linux).
 *
 * @param backend the process id of one of its sessions
 */
export function postgresCpu(backend: number): number | null {
  const postmaster = statOf(backend)?.parent;
  const own = postmaster === undefined ? null : statOf(postmaster);
  if (own === null || postmaster === undefined) return null;
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === postmaster);
  const ticks = children.reduce((sum, stat) => sum + (stat?.ticks ?? 0), own.ticks + own.ended);
  return ticks * MICROSECONDS_PER_TICK;
}

interface Stat {
  readonly parent: number;
  readonly ticks: number;
  /** Of children that ended and were waited for. */
  readonly ended: number;
}

/** By proc_pid_stat(5); what stands in brackets may hold blanks. */
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const field = (number: number): number => Number(fields[number - 3]);
    return { parent: field(4), ticks: field(14) + field(15), ended: field(16) + field(17) };
  } catch {
    return null;
  }
}

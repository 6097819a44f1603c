import { readFileSync } from "node:fs";
import type { Program } from "../sandbox/processes/program.ts";

/** Linux counts a process's time in hundredths of a second. */
const TICKS_A_SECOND = 100;

/** What the processes used of the processor so far. */
export function cpuSeconds(programs: readonly Program[]): number {
  const ticks = programs.map(({ pid }) => {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND;
}

/** The most memory that a process ever held, in MiB. */
export function peakMemory({ pid }: Program): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return Number(kilobytes) / 1024;
}

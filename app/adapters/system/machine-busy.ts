import { cpus } from "node:os";

/** Answers which part of the machine's processors was busy since it was last asked, from 0 to 1. */
export function machineBusy(): () => number {
  let before = timesOfAll();
  return () => {
    const now = timesOfAll();
    const passed = now.all - before.all;
    const busy = passed - (now.idle - before.idle);
    before = now;
    return passed > 0 ? busy / passed : 0;
  };
}

/** In milliseconds, of all processors together. */
function timesOfAll(): { readonly all: number; readonly idle: number } {
  let all = 0;
  let idle = 0;
  for (const { times } of cpus()) {
    all += times.user + times.nice + times.sys + times.irq + times.idle;
    idle += times.idle;
  }
  return { all, idle };
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { OpenPlan, OpenResult } from "./open-loop/plan.ts";

const MAIN = fileURLToPath(new URL("open-loop/main.ts", import.meta.url));

/** Runs senders by the clock, all beginning together, in a process of their own; answers for each plan in its order. */
export async function runOpenLoop(plans: readonly OpenPlan[]): Promise<readonly OpenResult[]> {
  const child = fork(MAIN, [], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = once(child, "exit");
  child.send(plans);
  const [results] = (await Promise.race([
    once(child, "message"),
    ended.then(() => Promise.reject(new Error("the senders ended before they were done"))),
  ])) as [readonly OpenResult[]]; // of open-loop/main.ts
  await ended;
  return results;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { keptResults, RESULTS_FOLDER } from "./kept-results.ts";
import { tableOf } from "./run-part.ts";

/** What is typed behind a part's name for a look of a minute or two; its targets are not those of the short form. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  intake: ["--quick"],
  flood: ["--quick"],
  lanes: ["--many", "100000", "--flood", "20000", "--shops", "20", "--seconds", "20"],
  budget: ["--seconds", "20", "--orders", "500"],
  heal: ["--orders", "500"],
  reconcile: ["--messages", "20000", "--orders", "4000"],
  screens: ["--messages", "20000", "--orders", "4000", "--rounds", "5", "--visits", "1"],
};

const MAIN = path.resolve(import.meta.dirname, "../main.ts");

/** Runs the parts one after the other, each in a process of its own, and sets their targets under each other at the end. */
export async function runAll(
  parts: readonly string[],
  { isShort }: { readonly isShort: boolean },
): Promise<void> {
  const began = new Date().toISOString();
  for (const part of parts) {
    const parameters = isShort ? (SHORT[part] ?? []) : [];
    console.error(`\n== ${[part, ...parameters].join(" ")}`);
    if ((await run(part, parameters)) !== 0) process.exitCode = 1;
  }
  for (const { part, at, verdicts } of keptResults(RESULTS_FOLDER, parts)) {
    // A part that failed left what an earlier run of it had found.
    if (at >= began) console.error(`\n${part}\n${tableOf(verdicts)}`);
    else console.error(`\n${part}\nfailed`);
  }
}

async function run(part: string, parameters: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [MAIN, part, ...parameters], { stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

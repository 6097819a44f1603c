import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Machine } from "./machine.ts";
import type { Chart, Verdict } from "./verdict.ts";

/** One run of one part, as the report needs it. */
export interface KeptResult {
  readonly part: string;
  /** What was typed behind the part's name. */
  readonly parameters: readonly string[];
  /** ISO 8601, when it began. */
  readonly at: string;
  readonly seconds: number;
  readonly commit: string;
  readonly machine: Machine;
  /** Of the machine over a minute, before the run and after it. */
  readonly load: readonly [number, number];
  readonly verdicts: readonly Verdict[];
  readonly charts: readonly Chart[];
}

/** Not in the repository: what is written down of them is the report. */
export const RESULTS_FOLDER = path.resolve(import.meta.dirname, "../../../.cache/bench-results");

/** The newest result of a part takes the place of the one before. */
export function keepResult(folder: string, result: KeptResult): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${result.part}.json`), `${JSON.stringify(result, null, 1)}\n`);
}

/** Of those parts, in their order; a part that never ran is left out. */
export function keptResults(folder: string, parts: readonly string[]): readonly KeptResult[] {
  const fileOf = (part: string): string => path.join(folder, `${part}.json`);
  return parts
    .filter((part) => existsSync(fileOf(part)))
    .map((part) => JSON.parse(readFileSync(fileOf(part), "utf8")) as KeptResult); // only `keepResult` writes there
}

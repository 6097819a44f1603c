import { loadavg } from "node:os";
import { keepResult, RESULTS_FOLDER } from "./kept-results.ts";
import { thisCommit, thisMachine } from "./machine.ts";
import { allReached, type Judged, type Verdict } from "./verdict.ts";

/** One part of the bench: takes what stands behind its name, answers its JSON line. */
export type Part = (parameters: readonly string[]) => Judged | Promise<Judged>;

/** Runs a part, keeps what came of it for the report, and answers its JSON line. Exit code 1 where a target is missed. */
export async function runPart(
  name: string,
  part: Part,
  parameters: readonly string[],
): Promise<string> {
  const began = Date.now();
  const [before = 0] = loadavg();
  const result = await part(parameters);
  const [after = 0] = loadavg();
  const { verdicts, charts = [] } = result;
  keepResult(RESULTS_FOLDER, {
    part: name,
    parameters,
    at: new Date(began).toISOString(),
    seconds: Math.round((Date.now() - began) / 1000),
    commit: thisCommit(),
    machine: thisMachine(),
    load: [before, after],
    verdicts,
    charts,
  });
  console.error(tableOf(verdicts));
  if (!allReached(verdicts)) process.exitCode = 1;
  return JSON.stringify(result);
}

/** What was measured beside what is to be reached, for people. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const width = Math.max(0, ...verdicts.map(({ name }) => name.length)) + 2;
  const lines = verdicts.map(({ name, measured, target, reached }) =>
    [
      name.padEnd(width),
      measured.padStart(12),
      target.padStart(12),
      reached ? "reached" : "MISSED",
    ].join("  "),
  );
  return lines.join("\n");
}

import { parseArgs } from "node:util";
import { runFuzz } from "./run-fuzz.ts";
import type { FuzzReport } from "./run-fuzz.ts";

/** The design's bound for a stand of the event loop. */
const STALL_MILLISECONDS = 50;

const { values } = parseArgs({
  options: {
    inputs: { type: "string", default: "200000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

const report = await runFuzz({
  inputs: Number(values.inputs),
  seed: Number(values.seed),
  say: (line) => {
    if (!values.json) process.stdout.write(`${line}\n`);
  },
});
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(isWell(report) ? 0 : 1);

/** Other programs of the machine lengthen a stand on the wall; what this process computed is its own doing. */
function isWell(one: FuzzReport): boolean {
  return (
    one.wrong + one.notAsSent + one.withoutEnd + one.loggedErrors + one.over50MillisecondsOfCpu ===
      0 && one.stalls.cpuMilliseconds <= STALL_MILLISECONDS
  );
}

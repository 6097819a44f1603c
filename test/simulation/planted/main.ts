import { parseArgs } from "node:util";
import { runHistory } from "../history.ts";
import { PLANTED_BUGS } from "./bugs.ts";
import { firstCatch } from "./first-catch.ts";

const { values } = parseArgs({ options: { to: { type: "string", default: "20000" } } });

let caught = 0;
for (const bug of PLANTED_BUGS) {
  const seed = await firstCatch(bug, Number(values.to), runHistory);
  if (seed !== null) caught += 1;
  console.log(`${seed === null ? "NOT CAUGHT" : `seed ${String(seed)}`.padEnd(10)}  ${bug.name}`);
}
console.log(JSON.stringify({ bugs: PLANTED_BUGS.length, caught }));
process.exitCode = caught === PLANTED_BUGS.length ? 0 : 1;

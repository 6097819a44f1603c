import { startProgram } from "../../../sandbox/processes/program.ts";

const child = startProgram({
  name: "child",
  script: "test/sandbox-tests/processes/programs/waits-for-ever.ts",
  parameters: [],
  environment: {},
});
await child.line(/^ready/);
process.stdout.write(`child ${String(child.pid)}\n`);

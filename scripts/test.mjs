/**
 * Everything that a change has to pass: rules, types and tests.
 *
 *     node scripts/test.mjs [arguments of vitest…]
 *
 * With arguments (`npm test -- -t S43`) only the tests that they choose run.
 */
import { spawn } from "node:child_process";
import { clearTimeout, setTimeout } from "node:timers";

/** Quick, and most often red: what fails here ends the run before any test. */
const FIRST = [
  ["formatting", "prettier", ["--check", "--log-level", "warn", "."]],
  ["types", "tsc", ["-p", "."]],
  ["types of the domain, without platform", "tsc", ["-p", "app/domain"]],
  ...["order-status", "thank-you", "order-block", "order-action"].map((extension) => [
    `types of the extension ${extension}`,
    "tsc",
    ["-p", `extensions/${extension}`],
  ]),
];

/** Each keeps one core busy for long: they begin at once, and go on beside the tests, many of which wait. What fails ends the tests. */
const BESIDE = [
  ["lint", "eslint", [".", "--max-warnings", "0"]],
  [
    "direction of imports",
    "depcruise",
    ["app", "test", "extensions", "--config", ".dependency-cruiser.cjs"],
  ],
  ["unused files, exports and packages", "knip", []],
];

/** For what is told to end and does not. */
const END_MILLISECONDS = 20_000;

/** What runs now; it ends with the first check that fails. */
const running = new Set();
let isGood = true;

const chosen = process.argv.slice(2);
if (chosen.length === 0) await runAll();
else process.exitCode = await runTests(chosen);

/** The first check that fails ends everything; red tests let the checks end. */
async function runAll() {
  const untold = [];
  let areTesting = false;
  const beside = check(BESIDE, (one) => (areTesting ? untold.push(one) : tell(one)));
  await check(FIRST, tell);
  areTesting = isGood;
  const tests = areTesting ? await runTests([]) : 0;
  await beside;
  untold.forEach(tell);
  if (isGood && tests !== 0) fail("tests", tests);
}

/** Runs the checks one after the other; where one fails, everything else is ended. */
async function check(checks, told) {
  for (const [name, tool, args] of checks) {
    if (!isGood) return;
    const { words, status } = await readTool(tool, args);
    if (!isGood) return;
    told({ name, words });
    if (status === 0) continue;
    isGood = false;
    fail(name, status);
    await endAll();
  }
}

/** Each check's words are printed whole. */
function tell({ name, words }) {
  process.stdout.write(`\n== ${name}\n${words}`);
}

/** The end of the words that a person reads, and the code that a machine does. */
function fail(name, status) {
  process.on("exit", () => process.stderr.write(`\n${name}: failed\n`));
  process.exitCode ||= status;
}

/** Runs one tool of the project; answers all that it wrote. */
async function readTool(tool, args) {
  const child = start(tool, args, ["ignore", "pipe", "pipe"]);
  let words = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part) => {
      words += part;
    });
  }
  return { status: await child.ended, words };
}

async function runTests(args) {
  process.stdout.write("\n== tests\n");
  return await start("vitest", ["run", ...args], "inherit").ended;
}

/** `ended` answers the exit code, and 1 where there is none. */
function start(tool, args, stdio) {
  const child = spawn(tool, args, { stdio });
  running.add(child);
  child.ended = new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("close", (status) => resolve(status ?? 1));
  }).finally(() => running.delete(child));
  return child;
}

async function endAll() {
  const all = [...running];
  for (const child of all) child.kill();
  const timer = setTimeout(() => all.forEach((child) => child.kill("SIGKILL")), END_MILLISECONDS);
  await Promise.all(all.map(({ ended }) => ended));
  clearTimeout(timer);
}

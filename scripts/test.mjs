/**
 * Everything that a change has to pass: rules, types, then tests.
 *
 *     node scripts/test.mjs [arguments of vitest…]
 *
 * With arguments (`npm test -- -t S43`) only the tests that they choose run.
 */
import { spawn, spawnSync } from "node:child_process";

const CHECKS = [
  ["formatting", "prettier", ["--check", "--log-level", "warn", "."]],
  ["types", "tsc", ["-p", "."]],
  ["types of the domain, without platform", "tsc", ["-p", "app/domain"]],
  ...["order-status", "thank-you", "order-block", "order-action"].map((extension) => [
    `types of the extension ${extension}`,
    "tsc",
    ["-p", `extensions/${extension}`],
  ]),
  ["lint", "eslint", [".", "--max-warnings", "0"]],
  [
    "direction of imports",
    "depcruise",
    ["app", "test", "extensions", "--config", ".dependency-cruiser.cjs"],
  ],
  ["unused files, exports and packages", "knip", []],
];

/** As many as the smallest machine has cores. */
const AT_ONCE = 2;

/** What runs now; it ends with the first that fails. */
const running = new Set();

const chosen = process.argv.slice(2);
if (chosen.length === 0) await checkAll();
process.stdout.write("\n== tests\n");
endWith("tests", spawnSync("vitest", ["run", ...chosen], { stdio: "inherit" }).status);

/** Runs the checks, some at once; each one's words are printed whole when it has ended. */
async function checkAll() {
  const left = CHECKS.values();
  const checkSome = async () => {
    for (const check of left) await run(check);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, checkSome));
}

/** Runs one tool of the project; the first that fails ends everything with its exit code. */
async function run([name, tool, args]) {
  const child = spawn(tool, args, { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let words = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part) => {
      words += part;
    });
  }
  const status = await new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("close", resolve);
  });
  running.delete(child);
  process.stdout.write(`\n== ${name}\n${words}`);
  endWith(name, status);
}

function endWith(name, status) {
  if (status === 0) return;
  process.stderr.write(`\n${name}: failed\n`);
  for (const child of running) child.kill();
  process.exit(status ?? 1);
}

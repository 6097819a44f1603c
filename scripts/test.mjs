/**
 * Everything that a change has to pass: rules, types, then tests.
 *
 *     node scripts/test.mjs [arguments of vitest…]
 *
 * With arguments (`npm test -- -t S43`) only the tests that they choose run.
 */
import { spawnSync } from "node:child_process";

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

const chosen = process.argv.slice(2);
if (chosen.length === 0) for (const [name, tool, args] of CHECKS) run(name, tool, args);
run("tests", "vitest", ["run", ...chosen]);

/** Runs one tool of the project; the first that fails ends everything with its exit code. */
function run(name, tool, args) {
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(tool, args, { stdio: "inherit" });
  if (status === 0) return;
  process.stderr.write(`\n${name}: failed\n`);
  process.exit(status ?? 1);
}

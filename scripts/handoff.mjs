#!/usr/bin/env node
// Starts the command-line tool with a Node that runs TypeScript itself (22.19 or later).
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../app/cli/handoff.ts", import.meta.url));
const own = fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const runsTypeScript = major > 22 || (major === 22 && minor >= 18);

if (!runsTypeScript && !existsSync(own)) {
  console.error("handoff needs Node 22.19 or later; run `npm ci` in its folder first.");
  process.exit(1);
}
const node = runsTypeScript ? process.execPath : own;
const { status } = spawnSync(node, [program, ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);

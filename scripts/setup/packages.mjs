import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT, runTool, say } from "./run.mjs";

const MODULES = path.join(ROOT, "node_modules");

/** Installs the packages of the lock file, where what is installed is something else. */
export function ensurePackages() {
  const reason = whyInstall();
  if (reason !== null) {
    say(`${reason}; installing the packages (npm ci, about a minute)`);
    runTool("npm", ["ci", "--no-audit", "--no-fund"], {
      advice: "Check that the npm registry can be reached, and run it again.",
    });
  }
  if (existsSync(path.join(MODULES, "node", "bin", "node"))) return;
  say("fetching the project's own Node (npm rebuild node)");
  runTool("npm", ["rebuild", "node"], { advice: "Allow install scripts for the package `node`." });
}

function whyInstall() {
  const installed = readPackages(path.join(MODULES, ".package-lock.json"));
  if (installed === null) return "node_modules is absent";
  const wanted = readPackages(path.join(ROOT, "package-lock.json")) ?? {};
  const stale = Object.entries(wanted).find(
    ([place, { version, optional, link }]) =>
      place !== "" && !optional && !link && installed[place]?.version !== version,
  );
  return stale === undefined ? null : `node_modules is not what the lock file says (${stale[0]})`;
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : null;
}

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ROOT, SetupProblem, runTool, say } from "./run.mjs";

const KNOWN_PLACES = JSON.parse(
  readFileSync(path.join(ROOT, "scripts", "setup", "browsers.json"), "utf8"),
);

/** Sees to a Chromium for the browser tests: the machine's, else Debian's, else Playwright's. */
export function ensureBrowser() {
  if (hasBrowser()) return;
  if (process.getuid?.() === 0 && hasCommand("apt-get")) installDebianChromium();
  else installPlaywrightChromium();
  if (!hasBrowser()) throw new SetupProblem(ADVICE);
}

const ADVICE =
  "The browser tests need Chromium or Chrome. Install one (Debian: apt-get install chromium) and run it again.";

function hasBrowser() {
  return KNOWN_PLACES.some((place) => existsSync(place)) || existsSync(playwrightPlace());
}

function playwrightPlace() {
  const require = createRequire(path.join(ROOT, "package.json"));
  return require("playwright-core").chromium.executablePath();
}

function hasCommand(name) {
  return spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
}

function installDebianChromium() {
  say("installing Debian's chromium (apt-get install chromium)");
  runTool("apt-get", ["update", "-qq"], { advice: ADVICE });
  const quiet = ["install", "-y", "-qq", "--no-install-recommends", "chromium"];
  runTool("env", ["DEBIAN_FRONTEND=noninteractive", "apt-get", ...quiet], { advice: ADVICE });
}

function installPlaywrightChromium() {
  say("downloading a Chromium (playwright-core install chromium)");
  runTool("playwright-core", ["install", "chromium"], { advice: ADVICE });
}

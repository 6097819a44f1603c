/**
 * Makes a clean clone ready and then runs a command:
 *
 *     node scripts/setup.mjs [--build] [--browser] [-- command arguments…]
 *
 * Plain JavaScript without dependencies, because it runs before they are
 * installed, on whatever Node (20 or newer) the machine has. The command runs
 * with the project's own Node and tools first on the PATH. Each thing that is
 * missing or out of date is made, and said.
 */
import { ensureBrowser } from "./setup/browser.mjs";
import { ensureGenerated } from "./setup/generated.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { SetupProblem, runInPlace } from "./setup/run.mjs";

const MINIMUM_NODE = 20;

const separator = process.argv.indexOf("--", 2);
const options = process.argv.slice(2, separator === -1 ? undefined : separator);
const command = separator === -1 ? [] : process.argv.slice(separator + 1);

try {
  checkNode();
  ensurePackages();
  ensureGenerated({ build: options.includes("--build") });
  if (options.includes("--browser")) ensureBrowser();
  if (command.length > 0) await runInPlace(command);
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  process.stderr.write(`\nsetup: ${error.message}\n`);
  process.exitCode = 1;
}

function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= MINIMUM_NODE) return;
  throw new SetupProblem(`Node ${process.versions.node} is too old; install Node 20 or newer.`);
}

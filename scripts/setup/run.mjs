import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Something that a person has to put right; the message says how. */
export class SetupProblem extends Error {}

export function say(message) {
  process.stderr.write(`setup: ${message}\n`);
}

/** The environment in which `node` is the project's own and its tools are found by name. */
function projectEnvironment() {
  const tools = [
    path.join(ROOT, "node_modules", "node", "bin"),
    path.join(ROOT, "node_modules", ".bin"),
  ];
  return { ...process.env, PATH: [...tools, process.env.PATH ?? ""].join(path.delimiter) };
}

/** Runs a tool to its end; throws a SetupProblem that tells its last words where it fails. */
export function runTool(command, parameters, { advice }) {
  const done = spawnSync(command, parameters, {
    cwd: ROOT,
    env: projectEnvironment(),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status === 0) return;
  const words = `${done.stdout ?? ""}\n${done.stderr ?? ""}`
    .trim()
    .split("\n")
    .slice(-15)
    .join("\n");
  const reason = done.error?.message ?? words;
  throw new SetupProblem(`\`${[command, ...parameters].join(" ")}\` failed.\n${reason}\n${advice}`);
}

/** Runs the command in this process's place: same terminal, signals passed on, same exit code. */
export async function runInPlace([name, ...parameters]) {
  const child = spawn(name, parameters, { cwd: ROOT, env: projectEnvironment(), stdio: "inherit" });
  // A terminal sends Ctrl-C to the child as well; a supervisor's SIGTERM comes here alone.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.exitCode = await new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new SetupProblem(`cannot run ${name}: ${error.message}`)));
    child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}

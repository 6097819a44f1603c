import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import type { WriteStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A program of the sandbox, as it is to be started. */
export interface ProgramPlan {
  readonly name: string;
  /** Path from the repository's root. */
  readonly script: string;
  readonly parameters: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A running program. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  /** The last lines that it wrote, for whoever asks why something failed. */
  lastLines(): readonly string[];
  /** The first line that matches, also if it was written before; rejects when the program ends first. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  readonly isRunning: () => boolean;
  /** Resolves when it has ended, however that came. */
  readonly ended: Promise<unknown>;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
  /** `kill -9`: no last words. */
  kill(): Promise<void>;
}

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** What every program of the sandbox wrote, since its last start. */
const LOG_FOLDER = path.join(ROOT, ".cache", "sandbox");

const KEPT_LINES = 4_000;
const STOP_MILLISECONDS = 30_000;

/** Starts a TypeScript program under this Node; it ends when this process ends, however that comes. */
export function startProgram(plan: ProgramPlan): Program {
  const child = spawn(
    process.execPath,
    [
      "--import",
      fileURLToPath(new URL("end-with-parent.ts", import.meta.url)),
      plan.script,
      ...plan.parameters,
    ],
    {
      cwd: ROOT,
      env: { ...process.env, ...plan.environment },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      detached: true,
    },
  );
  const lines = gatherLines(child, openLog(plan.name));
  const ended = once(child, "exit");
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    name: plan.name,
    pid: child.pid ?? 0,
    lastLines: () => lines.kept.slice(-KEPT_LINES),
    line: (pattern) => lines.first(pattern, plan.name),
    isRunning,
    ended,
    async stop() {
      if (!isRunning()) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MILLISECONDS);
      await ended;
      clearTimeout(timer);
    },
    async kill() {
      if (!isRunning()) return;
      child.kill("SIGKILL");
      await ended;
    },
  };
}

interface Lines {
  readonly kept: string[];
  first(pattern: RegExp, name: string): Promise<RegExpExecArray>;
}

function openLog(name: string): WriteStream {
  mkdirSync(LOG_FOLDER, { recursive: true });
  const file = path.join(LOG_FOLDER, `${name.replace(/[^a-z]+/gi, "-")}.log`);
  return createWriteStream(file, { flags: "w" });
}

/** Standard output and standard error of a child, line by line. */
function gatherLines(child: ChildProcess, log: WriteStream): Lines {
  const kept: string[] = [];
  const waiting = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on("line", (line) => {
      kept.push(line);
      log.write(`${line}\n`);
      if (kept.length > 2 * KEPT_LINES) kept.splice(0, KEPT_LINES);
      for (const look of waiting) look(line);
    });
  }
  return { kept, first: (pattern, name) => firstLine({ child, kept, waiting, pattern, name }) };
}

interface Search {
  readonly child: ChildProcess;
  readonly kept: readonly string[];
  readonly waiting: Set<(line: string) => void>;
  readonly pattern: RegExp;
  readonly name: string;
}

async function firstLine({
  child,
  kept,
  waiting,
  pattern,
  name,
}: Search): Promise<RegExpExecArray> {
  for (const line of kept) {
    const found = pattern.exec(line);
    if (found !== null) return found;
  }
  return await new Promise((resolve, reject) => {
    const look = (line: string): void => {
      const found = pattern.exec(line);
      if (found === null) return;
      waiting.delete(look);
      resolve(found);
    };
    waiting.add(look);
    child.once("exit", () => {
      reject(new ProgramEnded(name, kept.slice(-30)));
    });
  });
}

/** A program of the sandbox ended before it was ready. */
export class ProgramEnded extends Error {
  override readonly name = "ProgramEnded";

  constructor(program: string, lastLines: readonly string[]) {
    super(`${program} ended too early. Its last lines:\n${lastLines.join("\n")}`);
  }
}

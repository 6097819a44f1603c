import { fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { freePort } from "../../sandbox/processes/free-port.ts";
import { until } from "../../sandbox/processes/until.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const REPORT_USAGE = fileURLToPath(new URL("servers/report-usage.ts", import.meta.url));
const START_SECONDS = 60;

export interface ServerPlan {
  /** Path from the repository's root. */
  readonly script: string;
  readonly parameters?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Options of Node's own, such as `--cpu-prof`. */
  readonly nodeOptions?: readonly string[];
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  /** Microseconds of CPU time since it started. */
  cpuMicroseconds(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server on a free port; resolves once it listens. What it writes is thrown away. */
export async function startServer(plan: ServerPlan): Promise<ServerProcess> {
  const port = await freePort(0);
  const child = fork(plan.script, [...(plan.parameters ?? [])], {
    cwd: ROOT,
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      ...plan.environment,
      PORT: String(port),
    },
    execArgv: ["--import", REPORT_USAGE, ...(plan.nodeOptions ?? [])],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const ended = once(child, "exit");
  await until(`${plan.script} to listen`, START_SECONDS, async () => {
    if (!isRunning()) throw new Error(`${plan.script} ended before it listened`);
    return (await listens(port)) ? true : null;
  });
  return {
    port,
    async cpuMicroseconds() {
      child.send("usage");
      const [usage] = (await once(child, "message")) as [NodeJS.CpuUsage]; // of report-usage.ts
      return usage.user + usage.system;
    },
    async stop() {
      if (isRunning()) child.kill("SIGTERM");
      await ended;
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (isUp: boolean) => () => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once("connect", end(true)).once("error", end(false));
  });
}

import type { Program } from "../processes/program.ts";
import { ProgramEnded, startProgram } from "../processes/program.ts";
import { until } from "../processes/until.ts";
import type { Keys } from "./keys.ts";

/** How one process of the app is to run. */
export interface AppPlan {
  readonly role: "web" | "worker" | "all";
  readonly port: number;
  readonly shopifyUrl: string;
  readonly keys: Keys;
  /** Absent: the app starts its own PostgreSQL in `dataFolder`. */
  readonly databaseUrl?: string;
  readonly dataFolder?: string;
  readonly databasePort?: number;
  /** Other settings of the app, by the names of its environment. */
  readonly settings?: Readonly<Record<string, string>>;
}

const READY_SECONDS = 90;

/**
 * Starts a process of the app, as `npm start` would, and waits until it says
 * that it is ready; `onStarted` gets it before that.
 */
export async function startApp(
  plan: AppPlan,
  onStarted: (program: Program) => void = () => undefined,
): Promise<Program> {
  const url = `http://localhost:${String(plan.port)}`;
  const program = startProgram({
    name: `app (${plan.role})`,
    script: "app/server.ts",
    parameters: ["--role", plan.role],
    environment: environmentOf(plan, url),
  });
  onStarted(program);
  await until(`${program.name} to be ready`, READY_SECONDS, async () => {
    if (!program.isRunning()) throw new ProgramEnded(program.name, program.lastLines().slice(-30));
    return (await isReady(url)) ? true : null;
  }).catch(async (error: unknown) => {
    await program.stop();
    throw error;
  });
  return program;
}

function environmentOf(plan: AppPlan, url: string): Record<string, string | undefined> {
  return {
    NODE_ENV: "development",
    PORT: String(plan.port),
    SHOPIFY_API_KEY: plan.keys.clientId,
    SHOPIFY_API_SECRET: plan.keys.clientSecret,
    SHOPIFY_APP_URL: url,
    HANDOFF_KEY: plan.keys.handoffKey,
    SANDBOX_SHOPIFY_URL: plan.shopifyUrl,
    HANDOFF_LOCAL_SOURCES: "yes",
    DATABASE_URL: plan.databaseUrl,
    HANDOFF_DATA_FOLDER: plan.dataFolder,
    HANDOFF_DATABASE_PORT: plan.databasePort === undefined ? undefined : String(plan.databasePort),
    SHOPIFY_API_SECRET_PREVIOUS: undefined,
    ...plan.settings,
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

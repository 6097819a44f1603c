import { setTimeout as wait } from "node:timers/promises";
import type { Program } from "../sandbox/processes/program.ts";
import type { AppPlan } from "../sandbox/stack/app.ts";
import { startApp } from "../sandbox/stack/app.ts";

/** One process of the app that is started again whenever it ends, as a host does. */
export interface Instance {
  readonly role: AppPlan["role"];
  readonly port: number;
  /** When it was last ready, in milliseconds since 1970; null while it is not. */
  readonly readySince: () => number | null;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** SIGTERM, and waits until the next one is ready. */
  restart(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

const AGAIN_MILLISECONDS = 300;

/** Starts the process and answers once it is ready. */
export async function startInstance(plan: AppPlan): Promise<Instance> {
  const state: State = { program: null, readySince: null, isOver: false };
  take(state, await startApp(plan));
  const kept = keepRunning(plan, state);
  return {
    role: plan.role,
    port: plan.port,
    readySince: () => state.readySince,
    kill: async () => state.program?.kill(),
    async restart() {
      const before = state.readySince;
      await state.program?.stop();
      while (state.readySince === null || state.readySince === before) {
        await wait(AGAIN_MILLISECONDS);
      }
    },
    async stop() {
      state.isOver = true;
      await state.program?.kill();
      await kept;
    },
  };
}

interface State {
  program: Program | null;
  readySince: number | null;
  isOver: boolean;
}

function take(state: State, program: Program): void {
  state.program = program;
  state.readySince = Date.now();
  void program.ended.then(() => {
    state.readySince = null;
  });
}

async function keepRunning(plan: AppPlan, state: State): Promise<void> {
  for (;;) {
    await state.program?.ended;
    if (state.isOver) return;
    const next = await startApp(plan).catch(() => null); // its database may be gone just now
    if (next === null) await wait(AGAIN_MILLISECONDS);
    else take(state, next);
  }
}

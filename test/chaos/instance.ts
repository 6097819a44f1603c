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
  /** When the process that runs now was started, ready or not; null while none runs. */
  readonly runningSince: () => number | null;
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
  const state: State = { program: null, runningSince: null, readySince: null, isOver: false };
  await startInto(state, plan);
  const kept = keepRunning(plan, state);
  return {
    role: plan.role,
    port: plan.port,
    readySince: () => state.readySince,
    runningSince: () => state.runningSince,
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
  runningSince: number | null;
  readySince: number | null;
  isOver: boolean;
}

async function startInto(state: State, plan: AppPlan): Promise<void> {
  await startApp(plan, (program) => {
    state.program = program;
    state.runningSince = Date.now();
    void program.ended.then(() => {
      state.runningSince = null;
      state.readySince = null;
    });
  });
  state.readySince = Date.now();
}

async function keepRunning(plan: AppPlan, state: State): Promise<void> {
  for (;;) {
    await state.program?.ended;
    if (state.isOver) return;
    // Its database may be gone just now, or it is killed while it starts.
    await startInto(state, plan).catch(() => wait(AGAIN_MILLISECONDS));
  }
}

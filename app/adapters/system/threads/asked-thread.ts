import { Worker } from "node:worker_threads";

/** A payload of 1 MB and all that is made of it stays far below. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 };

/** One running thread, asked one thing at a time. */
export interface AskedThread<Job, Answer> {
  /** Null where it did not answer in time or ended; it is gone then. */
  ask(job: Job, milliseconds: number): Promise<Answer | null>;
}

/**
 * Starts a program in a thread; it answers every job that it is sent with one
 * message. It keeps the process alive only while it is asked something.
 */
export function startThread<Job, Answer>(program: URL): AskedThread<Job, Answer> {
  const worker = new Worker(program, { resourceLimits: LIMITS, execArgv: [] });
  let settle: (answer: Answer | null) => void = ignore;
  worker.unref();
  worker.on("message", (answer: Answer) => {
    settle(answer);
  });
  worker.on("error", () => {
    settle(null); // out of memory: its `exit` follows
  });
  worker.on("exit", () => {
    settle(null);
  });
  return {
    async ask(job, milliseconds) {
      worker.ref();
      const answered = new Promise<Answer | null>((resolve) => {
        settle = resolve;
      });
      worker.postMessage(job);
      const timer = setTimeout(() => {
        settle(null);
      }, milliseconds);
      const answer = await answered;
      clearTimeout(timer);
      settle = ignore;
      if (answer === null) await worker.terminate();
      else worker.unref();
      return answer;
    },
  };
}

function ignore(): void {
  return;
}

import { parentPort } from "node:worker_threads";
import { readAnswer } from "../../../domain/polling/read-answer.ts";
import type { Job, JobAnswer } from "./job.ts";

/** The thread's program: reads one answer after the other. */
parentPort?.on("message", (job: Job) => {
  parentPort?.postMessage(answer(job));
});

function answer({ definition, state, exchange }: Job): JobAnswer {
  try {
    return { kind: "read", reading: readAnswer(definition, state, exchange) };
  } catch (error) {
    return { kind: "failed", error };
  }
}

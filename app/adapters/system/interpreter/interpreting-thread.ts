import { Worker } from "node:worker_threads";
import type { Payload } from "../../../domain/mapping/interpret.ts";
import type { MappingVersion } from "../../../domain/mapping/mapping-version.ts";
import { MAX_KNOWN_MAPPINGS } from "./job.ts";
import type { Job, JobAnswer } from "./job.ts";

const PROGRAM = new URL("./thread.ts", import.meta.url);

/** A payload of 1 MB and all that is made of it stays far below. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 };

/** One running thread, asked one thing at a time. */
export interface InterpretingThread {
  /** Null where it did not answer in time or ended; it is gone then. */
  ask(payload: Payload, version: MappingVersion, milliseconds: number): Promise<JobAnswer | null>;
}

/** Starts a thread. It keeps the process alive only while it is asked something. */
export function startInterpretingThread(): InterpretingThread {
  const worker = new Worker(PROGRAM, { resourceLimits: LIMITS, execArgv: [] });
  const sent = new Set<string>();
  let settle: (answer: JobAnswer | null) => void = ignore;
  worker.unref();
  worker.on("message", (answer: JobAnswer) => {
    settle(answer);
  });
  worker.on("error", () => {
    settle(null); // out of memory: its `exit` follows
  });
  worker.on("exit", () => {
    settle(null);
  });
  return {
    async ask(payload, version, milliseconds) {
      worker.ref();
      const answered = new Promise<JobAnswer | null>((resolve) => {
        settle = resolve;
      });
      worker.postMessage(jobOf(payload, version, sent));
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

function jobOf(
  payload: Payload,
  { id, mapping, statusMap }: MappingVersion,
  sent: Set<string>,
): Job {
  if (sent.has(id)) return { payload, versionId: id, rules: null };
  if (sent.size >= MAX_KNOWN_MAPPINGS) sent.clear();
  sent.add(id);
  return { payload, versionId: id, rules: { mapping, statusMap } };
}

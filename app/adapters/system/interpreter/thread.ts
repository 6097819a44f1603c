import { parentPort } from "node:worker_threads";
import { interpret } from "../../../domain/mapping/interpret.ts";
import { MAX_KNOWN_MAPPINGS } from "./job.ts";
import type { Job, JobAnswer } from "./job.ts";

/** The thread's program: interprets one payload after the other. */
const known = new Map<string, NonNullable<Job["rules"]>>();

parentPort?.on("message", (job: Job) => {
  parentPort?.postMessage(answer(job));
});

function answer({ payload, versionId, rules }: Job): JobAnswer {
  try {
    if (rules !== null && known.size >= MAX_KNOWN_MAPPINGS) known.clear();
    if (rules !== null) known.set(versionId, rules);
    const own = known.get(versionId);
    if (own === undefined) throw new Error(`the mapping version ${versionId} was never sent`);
    const before = process.threadCpuUsage();
    const interpretation = interpret(payload, own.mapping, own.statusMap);
    const { user, system } = process.threadCpuUsage(before);
    return { kind: "interpreted", interpretation, cpuSeconds: (user + system) / 1_000_000 };
  } catch (error) {
    return { kind: "failed", error };
  }
}

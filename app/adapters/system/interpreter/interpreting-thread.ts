import type { Payload } from "../../../domain/mapping/interpret.ts";
import type { MappingVersion } from "../../../domain/mapping/mapping-version.ts";
import { startThread } from "../threads/asked-thread.ts";
import { MAX_KNOWN_MAPPINGS } from "./job.ts";
import type { Job, JobAnswer } from "./job.ts";

const PROGRAM = new URL("./thread.ts", import.meta.url);

/** One running thread, asked one thing at a time. */
export interface InterpretingThread {
  /** Null where it did not answer in time or ended; it is gone then. */
  ask(payload: Payload, version: MappingVersion, milliseconds: number): Promise<JobAnswer | null>;
}

/** Starts a thread, and remembers which mappings it was told. */
export function startInterpretingThread(): InterpretingThread {
  const thread = startThread<Job, JobAnswer>(PROGRAM);
  const sent = new Set<string>();
  return {
    ask: (payload, version, milliseconds) =>
      thread.ask(jobOf(payload, version, sent), milliseconds),
  };
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

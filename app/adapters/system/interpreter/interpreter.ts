import type { Interpretation, Payload } from "../../../domain/mapping/interpret.ts";
import type { MappingVersion } from "../../../domain/mapping/mapping-version.ts";
import type { Interpret, Metrics } from "../../../pipeline/ports.ts";
import { startInterpretingThread } from "./interpreting-thread.ts";
import type { InterpretingThread } from "./interpreting-thread.ts";

/**
 * A hundred times what the mapping's own budget of steps allows on a free core:
 * it ends only what that budget overlooked, never what a busy machine delays.
 */
const DEADLINE_MILLISECONDS = 5_000;

/**
 * Interprets in a thread of its own, one payload after the other, so that the
 * front answers meanwhile whatever a payload or a mapping costs. What does not
 * end, or fills the memory, is stopped with its thread and told as a problem.
 */
export function threadedInterpreter(
  metrics: Pick<Metrics, "time">,
  deadlineMilliseconds: number = DEADLINE_MILLISECONDS,
): Interpret {
  let thread: InterpretingThread | null = null;
  let line: Promise<unknown> = Promise.resolve();

  async function run(payload: Payload, version: MappingVersion): Promise<Interpretation> {
    thread ??= startInterpretingThread();
    const answer = await thread.ask(payload, version, deadlineMilliseconds);
    if (answer?.kind === "failed") throw answer.error;
    if (answer !== null) {
      metrics.time("oms.interpretation.cpu", "interpreted", answer.cpuSeconds);
      return answer.interpretation;
    }
    metrics.time("oms.interpretation.cpu", "stopped", deadlineMilliseconds / 1000);
    thread = null;
    return STOPPED;
  }

  return (payload, version) => {
    const turn = line.then(() => run(payload, version));
    line = turn.catch(() => undefined);
    return turn;
  };
}

const STOPPED: Interpretation = {
  updates: [],
  problems: [
    {
      severity: "error",
      code: "mapping_timeout",
      field: null,
      at: null,
      detail:
        "Reading this payload took too long and was stopped; use narrower paths in the mapping.",
      value: null,
    },
  ],
  ignored: [],
  statuses: [],
  fetches: [],
};

import type { RecordedAnswer, RecordedStep } from "./recording.ts";

export interface StepVerdict {
  readonly step: RecordedStep;
  readonly outcome: "exact" | "different" | "not-replayable";
  /** The first difference, or why the step could not be replayed. */
  readonly reason: string | null;
  readonly cost: { readonly recorded: number; readonly ours: number | null } | null;
}

export function buildVerdict(
  step: RecordedStep,
  found: string | null,
  answer: RecordedAnswer,
): StepVerdict {
  const recorded = step.expected?.extensions?.cost?.requestedQueryCost;
  const ours = answer.extensions?.cost?.requestedQueryCost ?? null;
  return {
    step,
    outcome: found === null ? "exact" : "different",
    reason: found,
    cost: recorded === undefined ? null : { recorded, ours },
  };
}

interface Summary {
  readonly files: number;
  readonly steps: number;
  readonly exact: number;
  readonly different: number;
  readonly notReplayable: number;
  readonly costExact: number;
  readonly costCompared: number;
}

export function summarise(files: readonly (readonly StepVerdict[])[]): Summary {
  const all = files.flat();
  const compared = all.filter(({ cost }) => cost !== null);
  const count = (outcome: StepVerdict["outcome"]): number =>
    all.filter((verdict) => verdict.outcome === outcome).length;
  return {
    files: files.length,
    steps: all.length,
    exact: count("exact"),
    different: count("different"),
    notReplayable: count("not-replayable"),
    costExact: compared.filter(({ cost }) => cost?.recorded === cost?.ours).length,
    costCompared: compared.length,
  };
}

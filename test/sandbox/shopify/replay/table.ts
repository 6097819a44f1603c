import type { Recording } from "./recording.ts";
import type { StepVerdict } from "./verdict.ts";

export interface Played {
  readonly recording: Recording;
  readonly verdicts: readonly StepVerdict[];
}

/** One line a file, and one for each of its steps that is not exact, with the reason. */
export function table(files: readonly Played[]): string {
  return files.flatMap(linesOf).join("\n");
}

function linesOf({ recording, verdicts }: Played): string[] {
  const count = (outcome: StepVerdict["outcome"]): string =>
    String(verdicts.filter((verdict) => verdict.outcome === outcome).length).padStart(4);
  const head = `${count("exact")} exact ${count("different")} different ${count("not-replayable")} not replayable  ${recording.name}`;
  return [head, ...verdicts.flatMap((verdict, index) => stepLine(verdict, index))];
}

function stepLine({ step, outcome, reason, cost }: StepVerdict, index: number): string[] {
  const at = `       ${String(index).padStart(3)} ${step.path}`;
  const lines = outcome === "exact" ? [] : [`${at}: ${outcome}: ${reason ?? ""}`];
  if (cost !== null && cost.recorded !== cost.ours) {
    lines.push(`${at}: cost recorded ${String(cost.recorded)}, ours ${String(cost.ours)}`);
  }
  return lines;
}

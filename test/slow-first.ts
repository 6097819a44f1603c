import type { TestSequencer, TestSpecification } from "vitest/node";

/** Files that take longest; first those that mostly wait, while the linter runs beside them. */
const SLOW = [
  "scenarios/hosted-extensions",
  "scenarios/stories",
  "scenarios/every-screen",
  "scenarios/save-bar",
  "scenarios/publish",
  "plans/plans",
  "scenarios/healed-orders",
  "scenarios/mapping",
  "scenarios/status-map",
  "scenarios/seeded-faults",
  "scenarios/edit-and-replay",
  "scenarios/addresses",
  "scenarios/faults",
  "contract/ports",
];

/** Starts the slow files first, so that no run ends with one worker at the longest of them. */
export class SlowFirst implements TestSequencer {
  sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((one, other) => rankOf(one) - rankOf(other)));
  }

  /** A run is never spread over several machines. */
  shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = SLOW.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return rank === -1 ? SLOW.length : rank;
}

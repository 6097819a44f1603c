import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take a minute or more, most of it waiting; the first take longest. */
const SLOW = [
  "scenarios/hosted-extensions",
  "scenarios/stories",
  "scenarios/every-screen",
  "plans/plans",
  "scenarios/publish",
  "scenarios/healed-orders",
];

/** Starts the slow files first, so that no run ends with one worker at the longest of them. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = SLOW.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return rank === -1 ? SLOW.length : rank;
}

import { styleText } from "node:util";
import type { Verdict } from "./oracle/verdict.ts";
import { isClean } from "./oracle/verdict.ts";

/** How a story ended. */
export interface StoryResult {
  readonly name: string;
  readonly tells: string;
  readonly seconds: number;
  /** Why it did not go as it should; null where it did. */
  readonly failure: string | null;
  readonly verdict: Verdict;
}

function hasPassed({ failure, verdict }: StoryResult): boolean {
  return failure === null && isClean(verdict);
}

/** A story in a few lines for a person. */
export function describeResult(result: StoryResult): string {
  const mark = hasPassed(result) ? styleText("green", "✓") : styleText("red", "✗");
  const head = `${mark} ${styleText("bold", result.name)} (${result.seconds.toFixed(1)} s)`;
  const problems = [
    ...(result.failure === null ? [] : [result.failure]),
    ...result.verdict.lost.map((what) => `lost: ${what}`),
    ...result.verdict.duplicateFulfillments.map((what) => `duplicate fulfillment: ${what}`),
    ...result.verdict.duplicateNotices.map((what) => `duplicate notice: ${what}`),
  ];
  return [head, `  ${result.tells}`, ...problems.map((line) => `  ${styleText("red", line)}`)].join(
    "\n",
  );
}

/** The counts of a whole run, as the last line of `--json` has them. */
export interface Summary {
  readonly stories: readonly { readonly name: string; readonly passed: boolean }[];
  readonly lost: number;
  readonly duplicateFulfillments: number;
  readonly duplicateNotices: number;
}

export function summarise(results: readonly StoryResult[]): Summary {
  const count = (kind: keyof Verdict): number =>
    results.reduce((sum, { verdict }) => sum + verdict[kind].length, 0);
  return {
    stories: results.map((result) => ({ name: result.name, passed: hasPassed(result) })),
    lost: count("lost"),
    duplicateFulfillments: count("duplicateFulfillments"),
    duplicateNotices: count("duplicateNotices"),
  };
}

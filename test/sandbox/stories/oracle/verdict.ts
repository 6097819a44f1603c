import { duplicateFulfillments } from "./duplicate-fulfillments.ts";
import { duplicateNotices } from "./duplicate-notices.ts";
import { lost } from "./lost.ts";
import type { Observation } from "./observation.ts";

/** The broken promises, each as a sentence; all three are empty where the promises hold. */
export interface Verdict {
  readonly lost: readonly string[];
  readonly duplicateFulfillments: readonly string[];
  readonly duplicateNotices: readonly string[];
}

/** Judges a finished history. One oracle for all stories and all faults. */
export function judge(observation: Observation): Verdict {
  return {
    lost: lost(observation),
    duplicateFulfillments: duplicateFulfillments(observation),
    duplicateNotices: duplicateNotices(observation),
  };
}

export function isClean(verdict: Verdict): boolean {
  return (
    verdict.lost.length + verdict.duplicateFulfillments.length + verdict.duplicateNotices.length ===
    0
  );
}

import type { Stage } from "./plan.ts";

/** When each delivery is due, by its number from 0 on; times in milliseconds from the beginning. */
export interface Schedule {
  readonly total: number;
  /** How many are due by then. */
  dueBy(milliseconds: number): number;
  dueAt(number: number): number;
  /** The place of the stage in which it is due. */
  stageOf(number: number): number;
  /** How many are due in each stage. */
  readonly counts: readonly number[];
  /** When each stage begins. */
  readonly begins: readonly number[];
}

/** At even distances within each stage. */
export function scheduleOf(stages: readonly Stage[]): Schedule {
  const counts = stages.map(({ perSecond, seconds }) => Math.round(perSecond * seconds));
  const begins = sums(stages.map(({ seconds }) => seconds * 1000));
  const firsts = sums(counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const paceOf = (stage: number): number => (stages[stage]?.perSecond ?? 0) / 1000;
  const stageAt = (starts: readonly number[], value: number): number =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= value),
    );
  return {
    total,
    counts,
    begins,
    dueBy(milliseconds) {
      const stage = stageAt(begins, milliseconds);
      const since = milliseconds - (begins[stage] ?? 0);
      const own = Math.floor(since * paceOf(stage)) + 1;
      return (firsts[stage] ?? 0) + Math.min(counts[stage] ?? 0, own);
    },
    dueAt(number) {
      const stage = stageAt(firsts, number);
      return (begins[stage] ?? 0) + (number - (firsts[stage] ?? 0)) / paceOf(stage);
    },
    stageOf: (number) => stageAt(firsts, number),
  };
}

/** Of all that stand before each. */
function sums(values: readonly number[]): readonly number[] {
  let sum = 0;
  return values.map((value) => (sum += value) - value);
}

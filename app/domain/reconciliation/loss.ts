import type { Instant } from "../instant.ts";
import type { Milestone } from "../milestone.ts";

/** The changes of one hour, source and meaning, by where they were learnt first. */
export interface ChangeHour {
  readonly hour: Instant;
  readonly sourceId: string;
  readonly milestone: Milestone;
  readonly changes: number;
  /** Polling had them before any webhook. */
  readonly polledFirst: number;
  /** Of `polledFirst`: a webhook came after all. */
  readonly pushedLater: number;
}

/** Counts of changes, of whatever hours and sources. */
export interface LossFigures {
  readonly changes: number;
  readonly polledFirst: number;
  readonly pushedLater: number;
}

export function sumOfChanges(hours: readonly LossFigures[]): LossFigures {
  return hours.reduce<LossFigures>(
    (sum, { changes, polledFirst, pushedLater }) => ({
      changes: sum.changes + changes,
      polledFirst: sum.polledFirst + polledFirst,
      pushedLater: sum.pushedLater + pushedLater,
    }),
    { changes: 0, polledFirst: 0, pushedLater: 0 },
  );
}

/** Share (0 to 1) of changes that polling told first; null where nothing changed. */
export function lossRate({ changes, polledFirst }: LossFigures): number | null {
  return changes === 0 ? null : polledFirst / changes;
}

/** One sum for every hour, the quiet ones too. */
export function lossByHour(
  hours: readonly Instant[],
  counts: readonly ChangeHour[],
): readonly (LossFigures & { readonly hour: Instant })[] {
  const byHour = Map.groupBy(counts, ({ hour }) => hour);
  return hours.map((hour) => ({ hour, ...sumOfChanges(byHour.get(hour) ?? []) }));
}

/** One sum for every meaning that changed, the one with most losses first. */
export function lossByMilestone(
  counts: readonly ChangeHour[],
): readonly (LossFigures & { readonly milestone: Milestone })[] {
  return [...Map.groupBy(counts, ({ milestone }) => milestone)]
    .map(([milestone, each]) => ({ milestone, ...sumOfChanges(each) }))
    .sort((a, b) => b.polledFirst - a.polledFirst || b.changes - a.changes);
}

/** Audited actions that mend one order and nothing else. */
export const POINT_FIX_ACTIONS = [
  "message.replayed",
  "message.edited",
  "order.looked_again",
  "polling.asked_now",
  "run.started",
] as const;
export type PointFixAction = (typeof POINT_FIX_ACTIONS)[number];

export const POINT_FIX_MONTHS = 6;
/** A fix now and then is daily work; so many in half a year are a substitute for a cure. */
const HABIT = 12;

export interface PointFixCount {
  readonly action: PointFixAction;
  readonly count: number;
}

/** Whether to say that point fixes do not hold. */
export function isHabit(counts: readonly PointFixCount[]): boolean {
  return counts.reduce((sum, { count }) => sum + count, 0) >= HABIT;
}

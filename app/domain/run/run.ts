/** Long work that a person starts: each kind has its parameters, its slices and its summary. */
export const RUN_KINDS = [
  "backtest",
  "replay_check",
  "replay",
  "backfill",
  "reconciliation",
] as const;

export type RunKind = (typeof RUN_KINDS)[number];

export const RUN_STATES = ["queued", "running", "done", "cancelled", "failed"] as const;

export type RunState = (typeof RUN_STATES)[number];

/** How far a run is. */
export interface RunProgress {
  readonly done: number;
  /** Null until it is known. */
  readonly total: number | null;
}

export function isOver(state: RunState): boolean {
  return state === "done" || state === "cancelled" || state === "failed";
}

import type { RunInWork, SavedSlice } from "../ports.ts";

/** How one slice of a run ended. */
export type SliceEnd =
  | { readonly kind: "going"; readonly slice: SavedSlice }
  /** Nothing can be done now; go on after so many seconds. */
  | { readonly kind: "waiting"; readonly slice: SavedSlice; readonly seconds: number }
  | { readonly kind: "done"; readonly slice: SavedSlice }
  /** It can never be done; one sentence for a person. */
  | { readonly kind: "failed"; readonly problem: string };

/**
 * One slice of one kind of run: a second's work at most. A slice whose end was
 * not saved, because the process died, is done again, and must then change
 * nothing that it changed before.
 */
export type RunSlice = (run: RunInWork) => Promise<SliceEnd>;

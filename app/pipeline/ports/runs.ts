import type { RunKind, RunProgress } from "../../domain/run/run.ts";
import type { TriesBefore } from "./delay.ts";

/** One worker's right to go on with one run, until the lease ends. */
export interface ClaimedRun extends TriesBefore {
  readonly shopId: string;
  readonly runId: string;
  readonly leaseToken: string;
}

/** A run as its next slice needs it. */
export interface RunInWork extends RunProgress {
  readonly id: string;
  readonly shopId: string;
  readonly kind: RunKind;
  readonly sourceId: string | null;
  /** As it was started, by kind. */
  readonly parameters: unknown;
  /** Where the last slice stopped, by kind; null before the first. */
  readonly place: unknown;
  readonly startedBy: string;
  readonly isCancelAsked: boolean;
}

/** What a slice leaves behind, so that the next one goes on from there, in any process. */
export interface SavedSlice extends RunProgress {
  readonly place: unknown;
  /** What came of the run so far, by kind. */
  readonly summary: unknown;
}

export type RunEnd =
  | { readonly state: "done" }
  | { readonly state: "cancelled" }
  /** One sentence for a person: what happened and what to do. */
  | { readonly state: "failed"; readonly problem: string };

export interface RunPause {
  readonly seconds: number;
  readonly cause: "turn_over" | "surprise" | "passing";
}

export interface Runs {
  /** Leases up to `limit` runs that are due, shops in turn. */
  claim(limit: number, leaseSeconds: number): Promise<readonly ClaimedRun[]>;
  /** Marks it as running. Null where the claim was lost. */
  load(claim: ClaimedRun): Promise<RunInWork | null>;
  /** Commits a slice and renews the lease; tells whether somebody asked to cancel meanwhile. */
  save(
    claim: ClaimedRun,
    slice: SavedSlice,
    leaseSeconds: number,
  ): Promise<"going" | "cancel_asked" | "lost">;
  /** Ends the run and the claim; nothing is written where the claim was lost. */
  end(claim: ClaimedRun, end: RunEnd): Promise<void>;
  /** Gives the run back, to be claimed again after so many seconds; what is passing is not counted. */
  release(claim: ClaimedRun, pause: RunPause): Promise<void>;
}

/** A message whose turn it is in a run, oldest first. */
export interface MessageToReplay {
  readonly messageId: string;
  readonly sourceId: string;
  /** The id that its replay has or will have: the same each time that it is tried. */
  readonly replayId: string;
}

export type ReplayedAs = "replayed" | "removed";

export interface RunMessages {
  /** Writes down which messages a run is about to record, so that each is taken as the run was asked to. */
  announce(run: RunInWork, messageIds: readonly string[]): Promise<void>;
  /** Whether so much of the shop's work is due already that a replay would hold up what is live. */
  isShopBusy(run: RunInWork): Promise<boolean>;
  /** The next messages without an outcome, each with the id of its replay written down. */
  next(run: RunInWork, limit: number): Promise<readonly MessageToReplay[]>;
  settle(
    run: RunInWork,
    outcomes: readonly { readonly messageId: string; readonly outcome: ReplayedAs }[],
  ): Promise<void>;
  /** How many of the run's messages have which outcome. */
  count(run: RunInWork): Promise<ReplayCounts>;
}

export interface ReplayCounts {
  readonly total: number;
  readonly replayed: number;
  /** Their content was removed, so that there was nothing to replay. */
  readonly removed: number;
}

import type { PollerDefinition } from "../../domain/polling/definition/poller-schema.ts";
import type { PollDemand } from "../../domain/polling/next-poll.ts";
import type { PollCursor, PollState } from "../../domain/polling/poll-state.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import type { AnswerReading, Exchange } from "../../domain/polling/read-answer.ts";
import type { Session } from "../../domain/polling/session.ts";
import type { RequestBucket } from "../../domain/polling/token-bucket.ts";
import type { Delay, TriesBefore } from "./delay.ts";

/** One worker's right to poll one source, until the lease ends. */
export interface ClaimedPoll extends TriesBefore {
  readonly shopId: string;
  readonly sourceId: string;
  readonly leaseToken: string;
}

/** A source's polling as it stands. */
export interface PollWork {
  readonly definition: PollerDefinition;
  readonly cursor: PollCursor;
  /** The poll that was interrupted; null where none is under way. */
  readonly progress: PollState | null;
  readonly bucket: RequestBucket | null;
  readonly session: Session | null;
  /** Polls in a row that ended with a problem. */
  readonly failures: number;
  /** The poll that this work belongs to. */
  readonly pollId: string;
}

/** What is known of a record's content. */
export interface KnownContent {
  readonly hash: Uint8Array;
  readonly generation: number;
}

/** A record as it is remembered. */
export interface SeenRecord {
  readonly feed: string;
  /** SHA-256 of its id, or of its content where it has none. */
  readonly key: Uint8Array;
  readonly id: string | null;
  readonly hash: Uint8Array;
  readonly generation: number;
  readonly isEnded: boolean;
  /** The message of this content; null where it was known before. */
  readonly messageId: string | null;
}

/** A page whose records are recorded, with where the poll stands after it. */
export interface SavedPage {
  readonly state: PollState;
  readonly bucket: RequestBucket | null;
  readonly requests: number;
  readonly seen: readonly SeenRecord[];
  /** Ids of open records that were asked for, found or not. */
  readonly asked: readonly string[];
  /** Messages that were recorded of it. */
  readonly messageIds: readonly string[];
  /** By how much the source's clock is ahead of ours; null where it did not say. */
  readonly clockAheadSeconds: number | null;
}

export interface PollEnd {
  readonly problem: PollProblem | null;
  /** Polling stops until somebody acts. */
  readonly pauses: boolean;
  readonly bucket: RequestBucket | null;
  readonly nextSeconds: number;
}

/** The sources that are polled. */
export interface Pollers {
  /** Leases up to `limit` sources whose poll is due, shops in turn. */
  claim(limit: number, leaseSeconds: number): Promise<readonly ClaimedPoll[]>;
  /** Begins a poll or goes on with the one under way; null where the claim is lost, polling is off or the shop has left. */
  load(claim: ClaimedPoll): Promise<PollWork | null>;
  /** What was last seen under these keys, by the key in hex. */
  known(
    claim: ClaimedPoll,
    feed: string,
    keys: readonly Uint8Array[],
  ): Promise<ReadonlyMap<string, KnownContent>>;
  /** Ids of records that are not ended, those first that were read longest ago. */
  openRecords(claim: ClaimedPoll, rule: OpenRecordRule): Promise<readonly string[]>;
  /**
   * Remembers a page's contents and the state after it in one transaction, and
   * renews the lease. False where the claim is lost: nothing was written.
   */
  savePage(claim: ClaimedPoll, page: SavedPage, leaseSeconds: number): Promise<boolean>;
  /** Extends the lease; false where the claim is lost. */
  renew(claim: ClaimedPoll, leaseSeconds: number): Promise<boolean>;
  demand(claim: ClaimedPoll): Promise<PollDemand>;
  /** Seconds to the next poll by the clock; null where one is due, under way or asked for. */
  rest(claim: ClaimedPoll): Promise<number | null>;
  /** Ends the poll and the claim. */
  end(claim: ClaimedPoll, end: PollEnd): Promise<void>;
  /** Gives the poll back as it stands, to go on after so many seconds. */
  release(claim: ClaimedPoll, seconds: number): Promise<void>;
  /** Gives the poll back without having got on: surprises are counted until a page is saved. */
  defer(claim: ClaimedPoll, delay: Delay): Promise<void>;
}

export interface OpenRecordRule {
  readonly feed: string;
  readonly limit: number;
  readonly maximumDays: number;
}

/** A source's polling, for who reads a span of its past. */
export interface SpanWork extends Pick<PollWork, "definition" | "cursor" | "bucket" | "session"> {
  /** Whether the source's own poll is under way now. */
  readonly isPolling: boolean;
}

export interface SpanPollers {
  /** Null where polling was never set up. */
  load(shopId: string, sourceId: string): Promise<SpanWork | null>;
  /** Remembers a page's contents and what it used of the source's limits; watermarks stay. */
  savePage(
    source: { readonly shopId: string; readonly sourceId: string },
    page: Pick<SavedPage, "seen" | "asked" | "bucket">,
  ): Promise<void>;
}

/** The sessions of sources, shared by whoever asks them. */
export interface SourceSessions {
  /**
   * A new session in place of `seen`, made while nobody else makes one for this
   * source; where somebody just did, that one. A rotated refresh token is
   * stored before it is used.
   */
  renew(
    source: { readonly shopId: string; readonly sourceId: string },
    seen: Session | null,
    ask: (current: Session | null) => Promise<AskedSession>,
  ): Promise<AskedSession>;
  /** Remembers when a session was last used; nothing is written where another one took its place. */
  noteUse(
    source: { readonly shopId: string; readonly sourceId: string },
    used: Session,
  ): Promise<void>;
}

export type AskedSession = { readonly session: Session } | { readonly problem: PollProblem };

/** Reads the answer to a poll's request, wherever the work is done (see `readAnswer` of the domain). */
export type ReadAnswer = (
  definition: PollerDefinition,
  state: PollState,
  exchange: Exchange,
) => Promise<AnswerReading>;

/** Waits; a test's does not take so long. */
export type Pause = (seconds: number) => Promise<void>;

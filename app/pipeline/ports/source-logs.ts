import type { Instant } from "../../domain/instant.ts";
import type { PollState } from "../../domain/polling/poll-state.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import type { ImportedLine } from "../../domain/source-log/read-log.ts";

/** Of which source something is kept. */
export interface OfSource {
  readonly shopId: string;
  readonly sourceId: string;
}

/** When a source was last asked what it says of its own webhooks. */
export interface LogStanding {
  /** Up to when its event log is kept; null where it was never read. */
  readonly readUntil: Instant | null;
  /** A reading that was cut off; null where none is under way. */
  readonly progress: PollState | null;
  /** When its log was last asked for to its end, whether it answered or not. */
  readonly readAt: Instant | null;
  /** When its registered addresses were last asked for. */
  readonly checkedAt: Instant | null;
}

/** How a reading of the event log ended. */
export type LogReadEnd =
  /** Everything up to then is kept. */
  | { readonly kind: "read"; readonly at: Instant; readonly until: Instant }
  /** It goes on from here with the next poll. */
  | { readonly kind: "cut_off"; readonly progress: PollState }
  | { readonly kind: "problem"; readonly at: Instant; readonly problem: PollProblem };

/** Which addresses a source has registered, or why it did not say. */
export type Registered =
  | { readonly kind: "read"; readonly at: Instant; readonly urls: readonly string[] }
  | { readonly kind: "problem"; readonly at: Instant; readonly problem: PollProblem };

/** What sources say of their own webhooks, as it is kept. */
export interface SourceLogs {
  standing(of: OfSource): Promise<LogStanding>;
  /** Keeps lines once, however often they are read; answers how many were new. */
  keep(of: OfSource, lines: readonly ImportedLine[]): Promise<number>;
  noteRead(of: OfSource, end: LogReadEnd): Promise<void>;
  noteRegistered(of: OfSource, registered: Registered): Promise<void>;
}

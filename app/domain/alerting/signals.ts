import type { Owner, VerdictCode } from "../diagnosis/verdict.ts";
import type { Instant } from "../instant.ts";
import type { QueueProblemCode } from "../queue/problem.ts";

/** What is known of one source that should be sending. */
export interface SourceSignal {
  readonly sourceId: string;
  readonly sourceName: string;
  /** When its last message came; null where none ever did. */
  readonly lastMessageAt: Instant | null;
  /** Whole hours of the last week in which it sent something, and the longest run of hours without. */
  readonly busyHours: number;
  readonly longestQuietHours: number;
  /** Deliveries refused for their signature since its last message. */
  readonly refusedInARow: number;
}

/** Messages that stand still for one cause. */
export interface StuckSignal {
  /** The reason's code. */
  readonly code: string;
  readonly count: number;
  /** Some of the orders concerned, as people call them. */
  readonly orders: readonly string[];
}

/** Messages that wait for one cause; those alone that have done so for longer than was asked for. */
export interface WaitingSignal extends StuckSignal {
  readonly since: Instant;
}

/** Orders that did not come through, by what broke; those of the zones before handling. */
export interface DiscrepancySignal extends StuckSignal {
  readonly code: VerdictCode;
  readonly zone: "emission" | "delivery";
  readonly owner: Owner;
  readonly since: Instant;
}

/** How long a source waited for answers of late, by its own log. */
export interface AnswerSignal {
  readonly sourceId: string;
  readonly sourceName: string;
  /** Nineteen in twenty came sooner. */
  readonly seconds: number;
}

/** Whether events come to one subscriber that they are pushed to. */
export interface SubscriberSignal {
  readonly subscriberId: string;
  readonly subscriberName: string;
  /** Events that were given up since the last one that arrived, and when the first of them was. */
  readonly givenUp: number;
  readonly givenUpSince: Instant | null;
  /** Since when the oldest event on its way has been; null where none is. */
  readonly waitingSince: Instant | null;
  /** The HTTP status that the last event that was given up was answered with; null where no answer came. */
  readonly status: number | null;
}

/** How the second path of one source stands. */
export interface PollingSignal {
  readonly sourceId: string;
  readonly sourceName: string;
  readonly state: "on" | "paused" | "interrupted" | "off";
  /** From one poll to the next, as it should be now. */
  readonly intervalSeconds: number;
  /** The end of the last poll that succeeded; null where none ever did. */
  readonly succeededAt: Instant | null;
  /** The last sign of life: a success, a page that was stored, or when the next poll is to be. */
  readonly aliveAt: Instant | null;
  /** Orders that have waited for more than two intervals for what this source may say. */
  readonly waiting: number;
}

/** A message queue of a source that is on and cannot be read. */
export interface QueueSignal {
  readonly sourceId: string;
  readonly sourceName: string;
  readonly code: QueueProblemCode;
  /** When it went wrong first, without a success since. */
  readonly since: Instant;
}

/** All that conditions are seen by, of one shop at one moment. */
export interface Signals {
  readonly now: Instant;
  readonly sources: readonly SourceSignal[];
  readonly quarantined: readonly StuckSignal[];
  readonly dead: readonly StuckSignal[];
  readonly waiting: readonly WaitingSignal[];
  readonly polling: readonly PollingSignal[];
  readonly queues: readonly QueueSignal[];
  readonly discrepancies: readonly DiscrepancySignal[];
  readonly answers: readonly AnswerSignal[];
  readonly subscribers: readonly SubscriberSignal[];
}

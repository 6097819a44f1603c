import type { Instant } from "../../domain/instant.ts";
import type { QueueProblem } from "../../domain/queue/problem.ts";

/** `none`: nothing was entered yet. */
export type QueueState = "none" | "on" | "off";

/** What was entered, without the secret; blank where nothing was. */
export interface QueueEntered {
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
}

/** A source's message queue as it is set up, and how reading it goes. */
export interface QueueView {
  readonly sourceId: string;
  readonly sourceName: string;
  readonly state: QueueState;
  /** The source as a whole takes nothing, whatever the queue's state. */
  readonly isSourceStopped: boolean;
  readonly entered: QueueEntered;
  /** When somebody changed it last; null where nothing was entered. */
  readonly savedAt: Instant | null;
  readonly problem: QueueProblem | null;
  readonly failingSince: Instant | null;
  /** When it is tried again after a problem; null where it is read now or not at all. */
  readonly nextTryAt: Instant | null;
  /** When the queue answered last, with messages or none. */
  readonly answeredAt: Instant | null;
  readonly receivedAt: Instant | null;
  /** Deliveries taken since it was set up. */
  readonly received: number;
  /** The newest message that was too long to take; null where none was. */
  readonly left: LeftView | null;
}

export interface LeftView {
  readonly messageId: string;
  readonly bytes: number;
  readonly mostBytes: number;
  readonly at: Instant;
}

/** How reading a source's queue stands. */
export interface QueueSummary {
  readonly state: QueueState;
  readonly problem: QueueProblem | null;
  readonly receivedAt: Instant | null;
  /** Whether the source's system delivers in no other way. */
  readonly isNeeded: boolean;
}

import type { Instant } from "../../domain/instant.ts";
import type { QueueAccess } from "../../domain/queue/queue-access.ts";
import type { QueueMessage } from "../../domain/queue/queue-message.ts";
import type { QueueProblem } from "../../domain/queue/problem.ts";
import type { QueueTest } from "../../domain/queue/queue-test.ts";
import type { DeduplicationRule } from "../../domain/signature/deduplication.ts";
import type { Delay, TriesBefore } from "./delay.ts";

/** What came of asking a queue for messages. */
export type QueueReceipt =
  /** None where the wait was in vain. */
  | { readonly kind: "received"; readonly messages: readonly QueueMessage[] }
  | { readonly kind: "problem"; readonly problem: QueueProblem }
  /** Whoever waited was told to stop; what was on its way comes again. */
  | { readonly kind: "broken_off" };

/** Queues of sources, as their services serve them. Expected failures are answers. */
export interface MessageQueues {
  /** Waits for messages; those that it answers are hidden from others for a while, and come again unless deleted. */
  receive(
    access: QueueAccess,
    wait: { readonly seconds: number; readonly stopping: AbortSignal },
  ): Promise<QueueReceipt>;
  /** Deletes deliveries; null where all are gone. */
  remove(access: QueueAccess, receipts: readonly string[]): Promise<QueueProblem | null>;
  /** Tries the rights to receive and to delete; takes and deletes nothing. */
  test(access: QueueAccess): Promise<QueueTest>;
}

/** One worker's right to read one source's queue, until the lease ends. */
export interface ClaimedQueue extends TriesBefore {
  readonly shopId: string;
  readonly sourceId: string;
  readonly leaseToken: string;
}

/** A queue that is to be read. */
export interface QueueWork {
  readonly access: QueueAccess;
  readonly endpointId: string;
  readonly deduplication: DeduplicationRule;
  /** Bytes; a longer body is left in the queue. */
  readonly maxBodyBytes: number;
  /** Turns in a row that ended with a problem. */
  readonly failures: number;
}

/** A message that stays in its queue because it is too long to take. */
export interface LeftMessage {
  readonly messageId: string;
  readonly bytes: number;
  readonly at: Instant;
}

/** Messages of one answer that are in the inbox now. */
export interface TakenMessages {
  readonly received: number;
  /** The newest one that was left where it is; null where none was. */
  readonly left: LeftMessage | null;
}

export interface QueueEnd {
  readonly problem: QueueProblem | null;
  /** It is not read again before somebody turns it on. */
  readonly turnsOff: boolean;
  readonly nextSeconds: number;
}

/** The sources whose messages come from queues. */
export interface SourceQueues {
  /** Leases up to `limit` queues that are due, shops in turn. */
  claim(limit: number, leaseSeconds: number): Promise<readonly ClaimedQueue[]>;
  /** Null where the claim is lost or the queue is not to be read: turned off, its shop gone. `closed`: the source is stopped. */
  load(claim: ClaimedQueue): Promise<QueueWork | "closed" | null>;
  /** Counts what was taken and renews the lease; false where the claim is lost. */
  noteTaken(claim: ClaimedQueue, taken: TakenMessages, leaseSeconds: number): Promise<boolean>;
  /** Ends the turn and the claim. */
  end(claim: ClaimedQueue, end: QueueEnd): Promise<void>;
  /** Gives the queue back, to be read after so many seconds. */
  release(claim: ClaimedQueue, seconds: number): Promise<void>;
  /** Gives the queue back after what nobody foresaw. */
  defer(claim: ClaimedQueue, delay: Delay): Promise<void>;
}

import { InboxUnavailable } from "../inbox-unavailable.ts";
import type { Inbox, NewMessage, RecordOutcome } from "../ports.ts";
import { naturalBatches } from "./batches.ts";

const MIB = 1024 * 1024;

/**
 * As measured: more flights or larger batches gain nothing on a machine of two
 * cores, and sealing 2 MiB at once is what the event loop does not feel.
 */
const LIMITS = {
  inFlight: 2,
  perBatch: 200,
  bytesPerBatch: 2 * MIB,
  waitingItems: 2000,
  waitingBytes: 64 * MIB,
} as const;

/**
 * Deliveries that may wait for their transaction. With those in flight it is
 * more than a thousand senders at once, and less than a sender's patience at
 * any rate that a machine reaches; beyond it, to say so at once is better.
 */
const WAITING_DELIVERIES = 1000;

/** The one door into the inbox: deliveries, polls, imports and replays all enter here. */
export interface Recorder {
  /**
   * Resolves once the message is committed. Null where too many wait already:
   * nothing was taken. Rejects with `InboxUnavailable` where the inbox is out.
   */
  record(message: NewMessage): Promise<RecordOutcome> | null;
  /** Resolves when everything taken is answered. */
  settled(): Promise<void>;
  readonly waiting: number;
  /** False where a further delivery had better be refused before it is read. */
  readonly hasRoomForDelivery: boolean;
}

type Recorded = RecordOutcome | { readonly outcome: "failed"; readonly error: unknown };

export function recorder(inbox: Inbox, nextTurn: (work: () => void) => void): Recorder {
  const batches = naturalBatches<NewMessage, Recorded>({
    ...LIMITS,
    bytesOf: ({ body }) => body.length,
    flush: (messages) => recordAll(inbox, messages),
    nextTurn,
  });
  return {
    record: (message) => batches.add(message)?.then(orThrow) ?? null,
    settled: () => batches.settled(),
    get waiting() {
      return batches.waiting;
    },
    get hasRoomForDelivery() {
      return batches.waiting < WAITING_DELIVERIES;
    },
  };
}

/**
 * Commits a batch. Where the database refuses it for one of its messages (its
 * source was deleted meanwhile, say), the others are committed without that one.
 */
async function recordAll(
  inbox: Inbox,
  messages: readonly NewMessage[],
): Promise<readonly Recorded[]> {
  try {
    return await inbox.record(messages);
  } catch (error) {
    if (error instanceof InboxUnavailable) throw error;
    if (messages.length === 1) return [{ outcome: "failed", error }];
    const middle = Math.ceil(messages.length / 2);
    return [
      ...(await recordAll(inbox, messages.slice(0, middle))),
      ...(await recordAll(inbox, messages.slice(middle))),
    ];
  }
}

function orThrow(recorded: Recorded): RecordOutcome {
  if (recorded.outcome === "failed") throw recorded.error;
  return recorded;
}

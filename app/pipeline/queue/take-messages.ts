import type { QueueMessage } from "../../domain/queue/queue-message.ts";
import { InboxUnavailable } from "../inbox-unavailable.ts";
import type { Recorder } from "../intake/recorder.ts";
import type { ClaimedQueue, LeftMessage, NewMessage, QueueWork } from "../ports.ts";
import { queueMessageMaker } from "./message-of.ts";
import type { QueueMessageParts } from "./message-of.ts";

export interface TakeParts extends QueueMessageParts {
  readonly recorder: Pick<Recorder, "record">;
}

export interface Taken {
  /** Of those that are committed, and of no other. */
  readonly receipts: readonly string[];
  /** The newest one that is too long to take; null where none is. */
  readonly left: LeftMessage | null;
  /** Whether the inbox took all that it was given. */
  readonly isWhole: boolean;
}

const encoder = new TextEncoder();

/** Hands a queue's messages to the inbox, like webhooks; answers when they are committed. */
export async function takeMessages(
  parts: TakeParts,
  { claim, work }: { readonly claim: ClaimedQueue; readonly work: QueueWork },
  messages: readonly QueueMessage[],
): Promise<Taken> {
  const messageOf = queueMessageMaker(parts);
  const deliveries = messages.map((message) => ({ message, body: encoder.encode(message.body) }));
  const fitting = deliveries.filter(({ body }) => body.length <= work.maxBodyBytes);
  const long = deliveries.findLast(({ body }) => body.length > work.maxBodyBytes);
  const committed = await Promise.all(
    fitting.map((delivery) => isCommitted(parts, messageOf(claim, work, delivery))),
  );
  return {
    receipts: fitting.filter((_, at) => committed[at]).map(({ message }) => message.receipt),
    left:
      long === undefined
        ? null
        : { messageId: long.message.id, bytes: long.body.length, at: parts.clock.now() },
    isWhole: committed.every(Boolean),
  };
}

/** False where the inbox takes nothing now. */
async function isCommitted({ recorder }: TakeParts, message: NewMessage): Promise<boolean> {
  try {
    return (await recorder.record(message)) !== null;
  } catch (error) {
    if (error instanceof InboxUnavailable) return false;
    throw error;
  }
}

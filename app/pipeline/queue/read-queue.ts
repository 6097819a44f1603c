import type { QueueProblem } from "../../domain/queue/problem.ts";
import type { QueueMessage } from "../../domain/queue/queue-message.ts";
import type { ClaimedQueue, MessageQueues, QueueWork, SourceQueues } from "../ports.ts";
import { takeMessages } from "./take-messages.ts";
import type { TakeParts } from "./take-messages.ts";

export const QUEUE_LEASE_SECONDS = 120;

export interface QueuePorts extends TakeParts {
  readonly queues: Pick<MessageQueues, "receive" | "remove">;
  readonly sourceQueues: Pick<SourceQueues, "noteTaken">;
  /** Ends the wait for messages: the process is to stop. */
  readonly stopping: AbortSignal;
}

/** How a worker's turn at a queue ended. */
export type QueueTurn =
  /** The queue was empty, or others are to have their turn. */
  | { readonly kind: "done" }
  | { readonly kind: "problem"; readonly problem: QueueProblem }
  | { readonly kind: "stopping" | "lost" };

/** The longest that SQS waits. */
const WAIT_SECONDS = 20;
/** A queue that never empties gives its place to others after so many answers. */
const MOST_ANSWERS = 50;

const INBOX_FULL: QueueProblem = { code: "inbox_full", said: "" };

/**
 * Takes what a queue holds until it is empty. Each answer's messages are
 * committed to the inbox before they are deleted, so a crash anywhere brings
 * them again, and their keys make one message of both.
 */
export async function readQueue(
  claim: ClaimedQueue,
  work: QueueWork,
  ports: QueuePorts,
): Promise<QueueTurn> {
  for (let answers = 0; answers < MOST_ANSWERS; answers += 1) {
    if (ports.stopping.aborted) return { kind: "stopping" };
    const wait = { seconds: WAIT_SECONDS, stopping: ports.stopping };
    const receipt = await ports.queues.receive(work.access, wait);
    if (receipt.kind === "broken_off") return { kind: "stopping" };
    if (receipt.kind === "problem") return receipt;
    if (receipt.messages.length === 0) return { kind: "done" };
    const end = await take({ claim, work, ports }, receipt.messages);
    if (end !== null) return end;
  }
  return { kind: "done" };
}

interface Reading {
  readonly claim: ClaimedQueue;
  readonly work: QueueWork;
  readonly ports: QueuePorts;
}

/** Null where the queue may be asked for more. */
async function take(
  { claim, work, ports }: Reading,
  messages: readonly QueueMessage[],
): Promise<QueueTurn | null> {
  const { receipts, left, isWhole } = await takeMessages(ports, { claim, work }, messages);
  const undeleted = receipts.length === 0 ? null : await ports.queues.remove(work.access, receipts);
  const taken = { received: receipts.length, left };
  if (!(await ports.sourceQueues.noteTaken(claim, taken, QUEUE_LEASE_SECONDS))) {
    return { kind: "lost" };
  }
  if (!isWhole) return { kind: "problem", problem: INBOX_FULL };
  return undeleted === null ? null : { kind: "problem", problem: undeleted };
}

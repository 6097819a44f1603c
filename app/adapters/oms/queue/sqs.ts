import type { QueueAccess } from "../../../domain/queue/queue-access.ts";
import type { QueueProblem } from "../../../domain/queue/problem.ts";
import { readQueueMessages } from "../../../domain/queue/queue-message.ts";
import type {
  Clock,
  MessageQueues,
  QueueReceipt,
  SourceRequests,
} from "../../../pipeline/ports.ts";
import { sqsCall } from "./sqs-call.ts";
import type { CallSqs } from "./sqs-call.ts";
import { deleteProblem, waitingOf } from "./sqs-answers.ts";

export interface SqsParts {
  readonly requests: SourceRequests;
  readonly clock: Clock;
}

/** As many as SQS gives at once. */
const MOST_MESSAGES = 10;
/** Enough to commit a batch and to delete it; what is not deleted by then comes again. */
const HIDDEN_SECONDS = 60;

/** Amazon SQS, standard and FIFO queues, by its JSON protocol. */
export function sqsQueues(parts: SqsParts): MessageQueues {
  const call = sqsCall(parts);
  return {
    receive: (access, wait) => receive(call, access, wait),
    async remove(access, receipts) {
      const entries = receipts.map((receipt, at) => ({
        Id: String(at),
        ReceiptHandle: receipt,
      }));
      const answer = await call(access, {
        action: "DeleteMessageBatch",
        input: { Entries: entries },
      });
      return "problem" in answer ? ofDeleting(answer.problem) : deleteProblem(answer.document);
    },
    async test(access) {
      const problem = (await mayReceive(call, access)) ?? (await mayDelete(call, access));
      if (problem !== null) return { kind: "problem", problem };
      const input = { AttributeNames: ["ApproximateNumberOfMessages"] };
      const answer = await call(access, { action: "GetQueueAttributes", input });
      return { kind: "fine", waiting: "problem" in answer ? null : waitingOf(answer.document) };
    },
  };
}

async function receive(
  call: CallSqs,
  access: QueueAccess,
  { seconds, stopping }: Parameters<MessageQueues["receive"]>[1],
): Promise<QueueReceipt> {
  const input = {
    MaxNumberOfMessages: MOST_MESSAGES,
    WaitTimeSeconds: seconds,
    VisibilityTimeout: HIDDEN_SECONDS,
    MessageAttributeNames: ["All"],
    MessageSystemAttributeNames: ["SentTimestamp", "MessageGroupId", "SequenceNumber"],
  };
  const answer = await call(access, { action: "ReceiveMessage", input, signal: stopping });
  if (stopping.aborted && "problem" in answer) return { kind: "broken_off" };
  if ("problem" in answer) return { kind: "problem", problem: answer.problem };
  const messages = readQueueMessages(answer.document);
  return messages === null
    ? { kind: "problem", problem: { code: "unreadable", said: "" } }
    : { kind: "received", messages };
}

/** A message that this finds stays visible to others. */
async function mayReceive(call: CallSqs, access: QueueAccess): Promise<QueueProblem | null> {
  const input = { MaxNumberOfMessages: 1, WaitTimeSeconds: 0, VisibilityTimeout: 0 };
  const answer = await call(access, { action: "ReceiveMessage", input });
  if ("problem" in answer) return answer.problem;
  return readQueueMessages(answer.document) === null ? { code: "unreadable", said: "" } : null;
}

/**
 * Deletes what is not there. That rights are looked at before receipts is how
 * AWS answers elsewhere and nowhere promised for SQS; were it not so, a missing
 * right would show with the first message.
 */
async function mayDelete(call: CallSqs, access: QueueAccess): Promise<QueueProblem | null> {
  const entries = [{ Id: "0", ReceiptHandle: "test" }];
  const answer = await call(access, { action: "DeleteMessageBatch", input: { Entries: entries } });
  if (!("problem" in answer) || answer.problem.code !== "access_denied") return null;
  return ofDeleting(answer.problem);
}

/** It is another right than that to receive. */
function ofDeleting(problem: QueueProblem): QueueProblem {
  return problem.code === "access_denied" ? { ...problem, code: "delete_denied" } : problem;
}

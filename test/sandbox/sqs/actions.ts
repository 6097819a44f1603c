import { malformed } from "./refusal.ts";
import type { SimulatedQueue } from "./queue.ts";

/** Waits until a message may be there, or so many milliseconds; false once the asker is gone. */
export type WaitForMessage = (milliseconds: number) => Promise<boolean>;

export interface Asked {
  readonly queue: SimulatedQueue;
  readonly input: Readonly<Record<string, unknown>>;
  readonly wait: WaitForMessage;
}

/** What the simulator does, by the name of the action. */
export const ACTIONS: Readonly<Record<string, (asked: Asked) => object | Promise<object>>> = {
  ReceiveMessage: receive,
  DeleteMessageBatch: deleteBatch,
  GetQueueAttributes: attributes,
};

async function receive({ queue, input, wait }: Asked): Promise<object> {
  const most = numberIn(input, "MaxNumberOfMessages", { least: 1, most: 10, usual: 1 });
  const seconds = numberIn(input, "WaitTimeSeconds", { least: 0, most: 20, usual: 0 });
  const hidden = numberIn(input, "VisibilityTimeout", { least: 0, most: 43_200, usual: 30 });
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const messages = queue.receive(most, hidden * 1000);
    if (messages.length > 0) return { Messages: messages };
    const left = until - Date.now();
    if (left <= 0 || !(await wait(left))) return {};
  }
}

function deleteBatch({ queue, input }: Asked): object {
  const { Entries: entries } = input;
  if (!Array.isArray(entries) || entries.length === 0 || entries.length > 10) {
    throw malformed("A batch has between 1 and 10 entries.");
  }
  const answers = (
    entries as readonly { readonly Id: string; readonly ReceiptHandle: string }[]
  ).map(({ Id, ReceiptHandle }) => ({ Id, isDone: queue.delete(ReceiptHandle) }));
  return {
    Successful: answers.filter(({ isDone }) => isDone).map(({ Id }) => ({ Id })),
    Failed: answers
      .filter(({ isDone }) => !isDone)
      .map(({ Id }) => ({
        Id,
        SenderFault: true,
        Code: "ReceiptHandleIsInvalid",
        Message: "The input receipt handle is invalid.",
      })),
  };
}

function attributes({ queue }: Asked): object {
  return {
    Attributes: {
      ApproximateNumberOfMessages: String(queue.visible),
      ...(queue.isFifo ? { FifoQueue: "true" } : {}),
    },
  };
}

function numberIn(
  input: Asked["input"],
  name: string,
  { least, most, usual }: { readonly least: number; readonly most: number; readonly usual: number },
): number {
  const value = input[name] ?? usual;
  if (typeof value === "number" && value >= least && value <= most) return value;
  throw malformed(`Value ${JSON.stringify(value)} for parameter ${name} is invalid.`);
}

import { createHash, randomBytes, randomUUID } from "node:crypto";

/** A message as its sender gave it. */
export interface NewMessage {
  readonly body: string;
  /** Strings beside the body. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** FIFO queues hold back a group while one of it is in flight. */
  readonly group?: string;
}

interface KeptMessage extends NewMessage {
  readonly id: string;
  readonly sentAt: number;
  readonly sequence: number;
  /** Hidden until then. */
  visibleAt: number;
  receives: number;
  /** Of the last delivery; an older one deletes nothing in a FIFO queue. */
  receipt: string | null;
}

/** One queue, standard or FIFO. */
export interface SimulatedQueue {
  readonly name: string;
  readonly isFifo: boolean;
  send(message: NewMessage): string;
  /** Up to `most` visible messages, hidden from now on for so many milliseconds. */
  receive(most: number, hiddenMilliseconds: number): readonly object[];
  /** False where the receipt was never given out. */
  delete(receipt: string): boolean;
  /** Makes what is in flight visible again, as when its time ran out. */
  redeliver(): void;
  /** Messages that are there, in flight or not. */
  readonly size: number;
  readonly visible: number;
  /** How often a message was delivered. */
  receivesOf(id: string): number;
}

export function createQueue(name: string, now: () => number): SimulatedQueue {
  const isFifo = name.endsWith(".fifo");
  const kept = new Map<string, KeptMessage>();
  const receipts = new Map<string, string>();
  const delivered = new Map<string, number>();
  let sequence = 0;

  function deliver(message: KeptMessage, hiddenMilliseconds: number): object {
    message.visibleAt = now() + hiddenMilliseconds;
    message.receives += 1;
    message.receipt = randomBytes(32).toString("base64");
    receipts.set(message.receipt, message.id);
    delivered.set(message.id, message.receives);
    return documentOf(message, isFifo);
  }

  return {
    name,
    isFifo,
    send(message) {
      const id = randomUUID();
      sequence += 1;
      const fresh = { visibleAt: 0, receives: 0, receipt: null, sequence };
      kept.set(id, { ...message, id, sentAt: now(), ...fresh });
      return id;
    },
    receive(most, hiddenMilliseconds) {
      const held = new Set(
        [...kept.values()].filter(({ visibleAt }) => visibleAt > now()).map(({ group }) => group),
      );
      const free = [...kept.values()].filter(
        ({ visibleAt, group }) => visibleAt <= now() && !(isFifo && held.has(group)),
      );
      return free.slice(0, most).map((message) => deliver(message, hiddenMilliseconds));
    },
    delete(receipt) {
      const id = receipts.get(receipt);
      if (id === undefined) return false;
      const message = kept.get(id);
      if (message !== undefined && (!isFifo || message.receipt === receipt)) kept.delete(id);
      return true;
    },
    redeliver() {
      for (const message of kept.values()) message.visibleAt = 0;
    },
    get size() {
      return kept.size;
    },
    get visible() {
      return [...kept.values()].filter(({ visibleAt }) => visibleAt <= now()).length;
    },
    receivesOf: (id) => delivered.get(id) ?? 0,
  };
}

function documentOf(message: KeptMessage, isFifo: boolean): object {
  const { id, receipt, body, sentAt, receives, group, sequence, attributes = {} } = message;
  const own = Object.entries(attributes).map(
    ([name, value]) => [name, { DataType: "String", StringValue: value }] as const,
  );
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    MD5OfBody: createHash("md5").update(body).digest("hex"),
    Body: body,
    Attributes: {
      SentTimestamp: String(sentAt),
      ApproximateReceiveCount: String(receives),
      ...(group === undefined ? {} : { MessageGroupId: group }),
      ...(isFifo ? { SequenceNumber: String(sequence).padStart(20, "0") } : {}),
    },
    ...(own.length === 0 ? {} : { MessageAttributes: Object.fromEntries(own) }),
  };
}

/** Puts single items together into batches that are worked off in one go. */
export interface Batches<Item, Result> {
  /** Null where too much is waiting already: nothing was taken. */
  add(item: Item): Promise<Result> | null;
  /** Resolves when nothing waits and nothing is in flight. */
  settled(): Promise<void>;
  readonly waiting: number;
}

export interface BatchLimits<Item> {
  readonly inFlight: number;
  readonly perBatch: number;
  readonly waitingItems: number;
  readonly waitingBytes: number;
  bytesOf(item: Item): number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Natural batching: a batch leaves as soon as one of the few flights is free,
 * with all that came meanwhile. A lone item waits for nobody, a flood makes
 * large batches by itself, and no timer is needed.
 *
 * @param flush results in the order of the items; a rejection goes to every item of the batch
 */
export function naturalBatches<Item, Result>(
  flush: (items: readonly Item[]) => Promise<readonly Result[]>,
  limits: BatchLimits<Item>,
): Batches<Item, Result> {
  let queue: Waiting<Item, Result>[] = [];
  let queuedBytes = 0;
  let flying = 0;
  let isScheduled = false;
  let onSettled: (() => void)[] = [];

  /** One turn later, so that all requests that this turn of the event loop read travel together. */
  function schedule(): void {
    if (isScheduled || flying >= limits.inFlight || queue.length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      while (flying < limits.inFlight && queue.length > 0) void fly(takeBatch());
    });
  }

  function takeBatch(): Waiting<Item, Result>[] {
    const batch = queue.slice(0, limits.perBatch);
    queue = queue.slice(limits.perBatch);
    for (const { item } of batch) queuedBytes -= limits.bytesOf(item);
    return batch;
  }

  async function fly(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    flying += 1;
    try {
      answer(batch, await flush(batch.map(({ item }) => item)));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      flying -= 1;
      schedule();
      announceIfSettled();
    }
  }

  function announceIfSettled(): void {
    if (flying > 0 || queue.length > 0) return;
    for (const announce of onSettled) announce();
    onSettled = [];
  }

  return {
    add(item) {
      const bytes = limits.bytesOf(item);
      const isFull = queue.length >= limits.waitingItems || queuedBytes + bytes > limits.waitingBytes;
      if (isFull) return null;
      queuedBytes += bytes;
      return new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        schedule();
      });
    },
    settled() {
      return new Promise((resolve) => {
        onSettled.push(resolve);
        announceIfSettled();
      });
    },
    get waiting() {
      return queue.length;
    },
  };
}

function answer<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  results: readonly Result[],
): void {
  batch.forEach(({ resolve, reject }, at) => {
    const result = results[at];
    if (result === undefined) reject(new Error("a batch was answered with too few results"));
    else resolve(result);
  });
}

import { waitingLine } from "./waiting-line.ts";
import type { LineLimits, Waiting } from "./waiting-line.ts";

/** Puts single items together into batches that are worked off in one go. */
export interface Batches<Item, Result> {
  /** Null where too much is waiting already: nothing was taken. */
  add(item: Item): Promise<Result> | null;
  /** Resolves when nothing waits and nothing is in flight. */
  settled(): Promise<void>;
  readonly waiting: number;
}

export interface BatchRules<Item, Result> extends LineLimits<Item> {
  readonly inFlight: number;
  readonly perBatch: number;
  /** A single larger item travels alone. */
  readonly bytesPerBatch: number;
  /** Results in the order of the items; a rejection goes to every item of the batch. */
  readonly flush: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** Runs the work after the current turn of the event loop. */
  readonly nextTurn: (work: () => void) => void;
}

/**
 * Natural batching: a batch leaves as soon as one of the few flights is free,
 * with all that came meanwhile. A lone item waits for nobody, a flood makes
 * large batches by itself, and no timer is needed. Where nothing flies the next
 * turn is waited for, so that all requests which one turn has read travel
 * together; what waited for a flight leaves at once, because under a flood a
 * turn may take long.
 */
export function naturalBatches<Item, Result>(
  rules: BatchRules<Item, Result>,
): Batches<Item, Result> {
  const line = waitingLine<Item, Result>(rules);
  const most = { items: rules.perBatch, bytes: rules.bytesPerBatch };
  let flying = 0;
  let isScheduled = false;
  let onSettled: (() => void)[] = [];

  function schedule(): void {
    if (isScheduled || flying >= rules.inFlight || line.length === 0) return;
    isScheduled = true;
    rules.nextTurn(() => {
      isScheduled = false;
      while (flying < rules.inFlight && line.length > 0) void fly(line.take(most));
    });
  }

  async function fly(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    flying += 1;
    await carry(rules, batch);
    flying -= 1;
    if (line.length > 0) void fly(line.take(most));
    announceIfSettled();
  }

  function announceIfSettled(): void {
    if (flying > 0 || line.length > 0) return;
    for (const announce of onSettled) announce();
    onSettled = [];
  }

  return {
    add(item) {
      if (!line.hasRoomFor(item)) return null;
      return new Promise((resolve, reject) => {
        line.join({ item, resolve, reject });
        schedule();
      });
    },
    settled: () =>
      new Promise((resolve) => {
        onSettled.push(resolve);
        announceIfSettled();
      }),
    get waiting() {
      return line.length;
    },
  };
}

async function carry<Item, Result>(
  { flush }: BatchRules<Item, Result>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await flush(batch.map(({ item }) => item));
    batch.forEach(({ resolve, reject }, at) => {
      const result = results[at];
      if (result === undefined) reject(new Error("a batch was answered with too few results"));
      else resolve(result);
    });
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

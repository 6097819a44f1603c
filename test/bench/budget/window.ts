import { setTimeout as wait } from "node:timers/promises";
import { until } from "../../sandbox/processes/until.ts";

/** What the simulator says at one moment. */
export interface Reading {
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly at: number;
  readonly maximum: number;
  readonly available: number;
  readonly restoreRate: number;
  /** Since the shop was made, as the next two. */
  readonly points: number;
  readonly calls: number;
  readonly throttled: number;
}

export interface Measured {
  reading(): Promise<Reading>;
  /** Orders that have a fulfillment. */
  fulfilled(): Promise<number>;
}

export interface Window {
  readonly start: Reading;
  readonly end: Reading;
  /** Orders that got a fulfillment in between. */
  readonly fulfilled: number;
}

/** What is kept for orders already begun, for clicks, and for the beginning of one or two more. */
const EMPTY = 0.35;
const DRAIN_SECONDS = 180;
/** By then all workers know what it is to be held back. */
const SETTLE_SECONDS = 5;

/** Resolves a moment after what was saved up in the bucket is spent. */
export async function drained(shop: Measured): Promise<void> {
  await until("the bucket to be drained", DRAIN_SECONDS, async () => {
    const { available, maximum } = await shop.reading();
    return available <= maximum * EMPTY ? true : null;
  });
  await wait(SETTLE_SECONDS * 1000);
}

/** Two readings, so many seconds apart. */
export async function measureWindow(shop: Measured, seconds: number): Promise<Window> {
  const before = await shop.fulfilled();
  const start = await shop.reading();
  await wait(seconds * 1000);
  const end = await shop.reading();
  return { start, end, fulfilled: (await shop.fulfilled()) - before };
}

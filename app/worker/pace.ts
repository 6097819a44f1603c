/** How much of a worker one shop may have, while others want some of it and the machine can do no more. */
export interface Pace {
  /** A unit of this shop begins. */
  begin(shopId: string): void;
  /** How many units of one shop may be in work now, out of so many at most. */
  shareOf(most: number): number;
}

export interface PaceParts {
  /** The part of the machine that was busy since it was last asked, from 0 to 1. */
  readonly busy: () => number;
  /** Milliseconds that only grow. */
  readonly elapsed: () => number;
}

/** A machine as busy as this keeps whoever comes next waiting. */
const FULL = 0.85;
const LOOK_MILLISECONDS = 500;
/** A shop whose last unit began longer ago does not wait for anything now. */
const AROUND_MILLISECONDS = 10_000;
/** Enough for a shop's calls to Shopify to overlap, so that none is starved on a machine that is always full. */
const LEAST = 0.25;
const SLOWER = 0.6;
const FASTER = 1.2;

/**
 * A full share for a shop that is alone, and for all while the machine has time
 * left. Where it has none, more units at once finish no more work: they only
 * stand before the next message of every other shop. So shares shrink then,
 * step by step, and grow again.
 */
export function pace({ busy, elapsed }: PaceParts): Pace {
  const lastBegan = new Map<string, number>();
  let part = 1;
  let looked = elapsed();

  function look(): void {
    const now = elapsed();
    if (now - looked < LOOK_MILLISECONDS) return;
    looked = now;
    for (const [shopId, began] of lastBegan) {
      if (now - began > AROUND_MILLISECONDS) lastBegan.delete(shopId);
    }
    const isFull = busy() > FULL && lastBegan.size > 1;
    part = isFull ? Math.max(LEAST, part * SLOWER) : Math.min(1, part * FASTER);
  }

  return {
    begin: (shopId) => void lastBegan.set(shopId, elapsed()),
    shareOf(most) {
      look();
      return lastBegan.size > 1 ? Math.ceil(most * part) : most;
    },
  };
}

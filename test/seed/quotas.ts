import { storyOf } from "./story.ts";

/** How many messages each order has, so that together they are as many as was asked for. */
export interface Quotas {
  of(number: number): number | null;
  /** Messages that all orders together have. */
  readonly total: number;
}

const SETTLED_MILLISECONDS = 8 * 86_400_000;

interface QuotaPlan {
  readonly seed: number;
  readonly now: number;
  readonly messages: number;
  readonly placed: Float64Array;
}

/**
 * Young orders say what was said of them so far; what is missing, or too much,
 * is spread over the orders whose story is over.
 */
export function quotasOf(plan: QuotaPlan): Quotas {
  const { placed, now } = plan;
  const lengths = Uint16Array.from(placed, (placedAt, number) => lengthOf(plan, number, placedAt));
  const isOver = (number: number) => (placed[number] ?? now) < now - SETTLED_MILLISECONDS;
  let difference = plan.messages - lengths.reduce((sum, each) => sum + each, 0);
  const old = placed.reduce((count, _, number) => count + (isOver(number) ? 1 : 0), 0);
  const changed = new Set<number>();
  const step = Math.sign(difference);
  // Each round changes every finished order by one message at most.
  for (let left = Math.abs(difference); left > 0 && old > 0;) {
    const before = left;
    for (let number = 0; number < placed.length && left > 0; number += 1) {
      const length = lengths[number] ?? 0;
      if (!isOver(number) || length + step < 1) continue;
      lengths[number] = length + step;
      changed.add(number);
      left -= 1;
    }
    difference = step * left;
    if (left === before) break;
  }
  return {
    of: (number) => (changed.has(number) ? (lengths[number] ?? null) : null),
    total: plan.messages - difference,
  };
}

function lengthOf({ seed, now }: QuotaPlan, number: number, placedAt: number): number {
  return storyOf({ seed, number, placedAt, now, quota: null }).tellings.length;
}

/** The upper ends, in seconds, of the classes that latencies are counted in; above the last there is one class more. */
export const LATENCY_BOUNDS_SECONDS = [
  0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400,
] as const;

/** How many took how long: one number for each class. */
export type LatencyCounts = readonly number[];

const SLOWEST_SECONDS = 172_800;

/**
 * The latency in seconds that this share (0 to 1) did not exceed, as exact as
 * the classes are: within one it is taken to be spread evenly. Null where
 * nothing was counted.
 */
export function latencyAt(counts: LatencyCounts, share: number): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  let before = 0;
  for (const [index, count] of counts.entries()) {
    if (count > 0 && before + count >= share * all) {
      return within(index, (share * all - before) / count);
    }
    before += count;
  }
  return SLOWEST_SECONDS;
}

function within(index: number, part: number): number {
  const from = index === 0 ? 0 : (LATENCY_BOUNDS_SECONDS[index - 1] ?? SLOWEST_SECONDS);
  const to = LATENCY_BOUNDS_SECONDS[index] ?? SLOWEST_SECONDS;
  return from + (to - from) * Math.max(0, Math.min(1, part));
}

/** Two counts as one. */
export function addLatencies(one: LatencyCounts, other: LatencyCounts): LatencyCounts {
  const classes = LATENCY_BOUNDS_SECONDS.length + 1;
  return Array.from({ length: classes }, (_, index) => (one[index] ?? 0) + (other[index] ?? 0));
}

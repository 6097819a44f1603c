/** Chance that a seed decides: the same seed gives the same history. */
export interface Chance {
  /** From 0 to `below` - 1. */
  int(below: number): number;
  /** From `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True so often, from 0 to 1. */
  bool(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
}

/** Xorshift over 32 bits; good enough to choose, and the same on every machine. */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
  for (let warm = 0; warm < 8; warm += 1) next();
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    between: (from, to) => from + int(to - from + 1),
    bool: (probability) => next() < probability,
    pick: (from) => from[int(from.length)] ?? from[0],
  };
}

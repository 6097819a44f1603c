/** What was measured of one thing, several times. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN);
  return { median: at(0.5), p95: at(0.95), least: at(0), most: at(1) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

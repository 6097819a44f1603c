/** One span of time: what came, and what of it failed. */
export interface VolumePoint {
  readonly volume: number;
  readonly failures: number;
}

export interface VolumeTrend {
  /** Failures in a hundred for each further hundred of volume. */
  readonly slope: number;
  /** How much of the change is explained, 0 to 1. */
  readonly fit: number;
  readonly grows: boolean;
}

/** Fewer spans say nothing. */
export const LEAST_POINTS = 5;
const LEAST_FIT = 0.5;

/** The failure rate against the volume, by least squares; null where there is too little to say. */
export function volumeTrend(points: readonly VolumePoint[]): VolumeTrend | null {
  const used = points.filter(({ volume }) => volume > 0);
  if (used.length < LEAST_POINTS) return null;
  const xs = used.map(({ volume }) => volume / 100);
  const ys = used.map(({ volume, failures }) => (100 * failures) / volume);
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const xx = sum(xs.map((x) => (x - meanX) ** 2));
  const yy = sum(ys.map((y) => (y - meanY) ** 2));
  const xy = sum(xs.map((x, i) => (x - meanX) * ((ys[i] ?? meanY) - meanY)));
  if (xx === 0) return null;
  const slope = xy / xx;
  const fit = yy === 0 ? 0 : xy ** 2 / (xx * yy);
  return { slope, fit, grows: slope > 0 && fit >= LEAST_FIT };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

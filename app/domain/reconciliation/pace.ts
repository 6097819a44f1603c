/** Part of the bucket's restore rate that reconciliation may use; the rest is for what moves orders. */
export const BUCKET_SHARE = 0.2;

/** The smallest plan's, until an answer tells the shop's own. */
const SLOWEST_RESTORE = 100;

/** Seconds from a read that took so many points to the next, so that the share is kept. */
export function paceSeconds(points: number, restoreRate: number | null): number {
  return points / ((restoreRate ?? SLOWEST_RESTORE) * BUCKET_SHARE);
}

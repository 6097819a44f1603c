/** Seconds before each further try of a delivery; after the last one it has failed. */
export const RETRY_SECONDS = [1, 5, 30] as const;

/** The first one, and each of those. */
export const MOST_TRIES = RETRY_SECONDS.length + 1;

/** Seconds until the next try, after so many that failed; null where that was the last. */
export function secondsUntilRetry(failed: number): number | null {
  return RETRY_SECONDS[failed - 1] ?? null;
}

const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 300;

/** Seconds until a queue that could not be read is asked again: longer each time, never for good. */
export function secondsAfterQueueFailure(failures: number): number {
  return Math.min(FIRST_SECONDS * 2 ** Math.min(failures, 10), LONGEST_SECONDS);
}

import { AppError } from "../domain/app-error.ts";

const SECONDS = [1, 2, 5, 15, 60] as const;

/** Seconds until a unit of work that ended in so many surprises before is tried again. */
export function backoffSeconds(surprises: number): number {
  return SECONDS[Math.min(surprises, SECONDS.length - 1)] ?? SECONDS[0];
}

/** Surprises in a row after which a unit is set aside for a person: it is poison, and others wait behind it. */
export const MAX_SURPRISES = 5;

/** Seconds until a unit is tried again of which nothing is known but that the database, or a lock, was not to be had. */
export const PASSING_SECONDS = 3;

/** Whether an error says nothing of the unit that met it: what is away comes back, however often it was missed. */
export function isPassing(error: unknown): boolean {
  return error instanceof AppError && error.retryable;
}

/** Leases in a row that ran out, after which a unit is worked on beside no other such: one of them may end its process. */
export const DOUBTFUL_AFTER = 2;

/** Leases in a row that ran out, after which a unit is set aside for a person: no worker has survived it. */
export const MAX_LOST = 5;

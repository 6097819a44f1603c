import { AppError } from "../domain/app-error.ts";
import { spread } from "../domain/spread.ts";
import type { Delay } from "../pipeline/ports.ts";

const SECONDS = [1, 2, 5, 15, 60] as const;

/** Surprises in a row after which a unit is set aside for a person: it is poison, and others wait behind it. */
export const MAX_SURPRISES = 5;

/** Seconds until a unit is tried again of which nothing is known but that the database, or a lock, was not to be had. */
export const PASSING_SECONDS = 3;

/** Leases in a row that ran out, after which a unit is worked on beside no other such: one of them may end its process. */
export const DOUBTFUL_AFTER = 2;

/** Leases in a row that ran out, after which a unit is set aside for a person: no worker has survived it. */
export const MAX_LOST = 5;

/** Whether an error says nothing of the unit that met it: what is away comes back, however often it was missed. */
export function isPassing(error: unknown): boolean {
  return error instanceof AppError && error.retryable;
}

/** A try at a unit of work. */
export interface Try {
  /** Its lease's, which no other try has. */
  readonly token: string;
  /** Tries in a row before it that ended in a surprise. */
  readonly surprises: number;
}

/** What becomes of a unit after an error that nobody foresaw. */
export function afterError(error: unknown, { token, surprises }: Try): Delay | "set_aside" {
  if (isPassing(error)) return { seconds: spread(PASSING_SECONDS, token), cause: "passing" };
  if (surprises >= MAX_SURPRISES) return "set_aside";
  return { seconds: backoffSeconds(surprises, token), cause: "surprise" };
}

/** Seconds until a unit that ended in so many surprises before is tried again; a little more for some than for others. */
function backoffSeconds(surprises: number, token: string): number {
  return spread(SECONDS[Math.min(surprises, SECONDS.length - 1)] ?? SECONDS[0], token);
}

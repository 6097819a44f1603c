const SECONDS = [1, 2, 5, 15, 60, 300] as const;

/** Seconds until a unit of work that ended in a surprise is tried again. */
export function backoffSeconds(attempts: number): number {
  return SECONDS[Math.min(attempts, SECONDS.length - 1)] ?? SECONDS[0];
}

/** Surprises in a row after which a unit is set aside for a person: it is poison, and others wait behind it. */
export const MAX_SURPRISES = 5;

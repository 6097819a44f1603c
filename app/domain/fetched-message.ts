/**
 * Marks a message that Handoff fetched itself because a thin webhook pointed to
 * it; holds the address. Intake drops this header from deliveries, so that no
 * sender can make one look fetched; a replay keeps it.
 */
export const FETCHED_HEADER = "handoff-fetched";

export function isFetched(headers: Readonly<Record<string, string>>): boolean {
  return headers[FETCHED_HEADER] !== undefined;
}

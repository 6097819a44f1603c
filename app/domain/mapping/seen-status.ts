import type { Milestone } from "../milestone.ts";
import { normaliseStatus } from "./language/normalise-status.ts";
import { MAX_STATUS_LENGTH } from "./language/limits.ts";

/** A status that a message carried, as written, and what the status map made of it. */
export interface SeenStatus {
  readonly status: string;
  /** Null where the map does not know it. */
  readonly meaning: Milestone | "ignore" | null;
}

/** A seen status under the name by which statuses are compared. */
export interface NamedStatus extends SeenStatus {
  readonly name: string;
}

/**
 * Each status of one message once, by its name, in a fixed order of names. One
 * that is longer than a status map can hold is left out: no row could map it.
 */
export function namedStatuses(seen: readonly SeenStatus[]): readonly NamedStatus[] {
  const byName = new Map<string, NamedStatus>();
  for (const one of seen) {
    const name = normaliseStatus(one.status);
    if (name === "" || Math.max(name.length, one.status.length) > MAX_STATUS_LENGTH) continue;
    if (!byName.has(name)) byName.set(name, { ...one, name });
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

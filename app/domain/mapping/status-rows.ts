import { normaliseStatus } from "./language/normalise-status.ts";
import type { StatusMap } from "./mapping-version.ts";
import { MILESTONES, type Milestone } from "../milestone.ts";

export type Meaning = Milestone | "ignore";
export const MEANINGS: readonly Meaning[] = [...MILESTONES, "ignore"];

export function isMeaning(text: string): text is Meaning {
  return (MEANINGS as readonly string[]).includes(text);
}

/** One line of the status map while it is edited; no meaning yet is an empty text. */
export interface StatusRow {
  readonly status: string;
  readonly meaning: Meaning | "";
}

export type StatusRowError = "required" | "status_twice";

/** What is wrong with each row, by its place; a row without a status and a meaning is only unfinished. */
export function statusRowErrors(rows: readonly StatusRow[]): ReadonlyMap<number, StatusRowError> {
  const errors = new Map<number, StatusRowError>();
  const seen = new Set<string>();
  for (const [index, { status, meaning }] of rows.entries()) {
    const name = normaliseStatus(status);
    if (name === "" && meaning !== "") errors.set(index, "required");
    if (name !== "" && seen.has(name)) errors.set(index, "status_twice");
    seen.add(name);
  }
  return errors;
}

/** The map that the rows say; rows without a meaning stay unmapped. */
export function statusMapOf(rows: readonly StatusRow[]): StatusMap {
  // Made by entries, so that a status called `__proto__` is a status like any other.
  return Object.fromEntries(
    rows.flatMap(({ status, meaning }) => {
      const name = normaliseStatus(status);
      return name === "" || meaning === "" ? [] : [[name, meaning]];
    }),
  );
}

import type { Instant } from "../instant.ts";

/** A hold that somebody asked for in Handoff, beside what the sources say; it lasts until it is released. */
export interface AskedHold {
  /** A staff member, or `flow` where a workflow of the merchant's did. */
  readonly by: string;
  readonly at: Instant;
  readonly reason: string | null;
}

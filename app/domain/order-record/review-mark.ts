import type { Instant } from "../instant.ts";

/** Says that somebody is to look at an order; changes nothing else about it. */
export interface ReviewMark {
  /** A staff member, or `flow` where a workflow of the merchant's did. */
  readonly by: string;
  readonly at: Instant;
  readonly note: string | null;
}

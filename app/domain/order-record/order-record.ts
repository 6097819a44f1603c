import type { Instant } from "../instant.ts";
import type { Milestone } from "../milestone.ts";
import type { Package, ShipmentLine } from "./order-update.ts";

/**
 * What decides which of two claims of one source is newer: the source's own
 * sequence first, then its clock, then the rank of the milestone. Without the
 * source's clock `at` is when we received the claim.
 */
export interface Stamp {
  readonly version: string | null;
  readonly at: Instant;
  readonly rank: number;
}

/** A value with the stamp of the claim that set it. */
export interface Stamped<T> {
  readonly value: T;
  readonly stamp: Stamp;
}

/** What one source has ever claimed of one shipment; every part grows and nothing is overwritten by something older. */
export interface ShipmentFacts {
  readonly reference: string | null;
  readonly milestones: Partial<Readonly<Record<Milestone, Stamped<string>>>>;
  readonly packages: Stamped<readonly Package[]> | null;
  readonly lines: Stamped<readonly ShipmentLine[]> | null;
  readonly location: Stamped<string> | null;
}

/** What one source has ever claimed of the order. */
export interface SourceFacts {
  readonly milestones: Partial<Readonly<Record<Milestone, Stamped<string>>>>;
  /** By shipment key: the source's reference, else the first tracking number, else the order itself. */
  readonly shipments: Readonly<Record<string, ShipmentFacts>>;
}

/** What the sources say about one order; `fold` is the only way to change it. */
export interface OrderRecord {
  readonly sources: Readonly<Record<string, SourceFacts>>;
}

export const EMPTY_RECORD: OrderRecord = { sources: {} };

/** What an update changed, for the ledger. */
export type Decision =
  /** The record knows more than before. */
  | { readonly kind: "advanced"; readonly from: Milestone | null; readonly to: Milestone }
  /** Nothing that the record did not know. */
  | { readonly kind: "unchanged"; readonly at: Milestone | null }
  /** Older than what the record already knows. */
  | { readonly kind: "superseded"; readonly by: Milestone; readonly claimed: Milestone }
  /** The order's state machine forbids it; kept, and a person decides. */
  | { readonly kind: "refused"; readonly from: Milestone; readonly to: Milestone; readonly reason: string };

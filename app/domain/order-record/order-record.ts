import type { Instant } from "../instant.ts";
import type { Milestone } from "../milestone.ts";
import type { Package, ShipmentLine } from "./order-update.ts";

/**
 * What decides which of two claims of one source is newer: the source's own
 * sequence first, then its clock. Without the source's clock `at` is when we
 * received the claim. `tie` (rank of the milestone, then the content) makes the
 * order total, so that the fold does not depend on the order of arrival.
 */
export interface Stamp {
  readonly version: string | null;
  readonly at: Instant;
  readonly tie: string;
}

/** A value with the stamp of the claim that set it. */
export interface Stamped<T> {
  readonly value: T;
  readonly stamp: Stamp;
}

/** The first and the last time that a source claimed one milestone, with its own word for it. */
export interface MilestoneFacts {
  readonly first: Stamped<string>;
  readonly last: Stamped<string>;
}

export type Milestones = Partial<Readonly<Record<Milestone, MilestoneFacts>>>;

/** What one source has ever claimed of one shipment; every part grows and nothing is overwritten by something older. */
export interface ShipmentFacts {
  readonly reference: string | null;
  readonly milestones: Milestones;
  readonly packages: Stamped<readonly Package[]> | null;
  readonly lines: Stamped<readonly ShipmentLine[]> | null;
  readonly location: Stamped<string> | null;
}

/** What one source has ever claimed of the order. */
export interface SourceFacts {
  readonly milestones: Milestones;
  /** By shipment key, see `shipmentKeyOf`. */
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
  /** Older than what the record already knows; kept, and without effect. */
  | { readonly kind: "superseded"; readonly by: Milestone; readonly claimed: Milestone }
  /** The order's state machine forbids it; kept, and a person decides. */
  | {
      readonly kind: "refused";
      readonly from: Milestone;
      readonly to: Milestone;
      readonly reason: string;
    };

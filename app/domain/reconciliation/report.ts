import type { Instant } from "../instant.ts";

/**
 * What a reconciliation may find amiss. A change that the source shows and no
 * webhook told is `awaited` for an hour, then `not_received`, and `delayed`
 * where a webhook comes after all.
 */
export const GAP_KINDS = [
  "not_received",
  "delayed",
  "awaited",
  "not_applied",
  "storefront",
] as const;

export type GapKind = (typeof GAP_KINDS)[number];

/** After so long a change that only polling told counts as lost, not as late. */
export const LOST_AFTER_SECONDS = 3600;

/** Gaps of one kind that a report lists; all are counted. */
export const MOST_LISTED = 1000;

/** One source's changes in the span, each counted once however often it was told. */
export interface SourceTally {
  readonly sourceId: string;
  readonly name: string;
  /** Polling shows what the source has; without it nobody knows what was sent. */
  readonly isPolled: boolean;
  /** Whether any webhook ever arrived: where none did, none is missed. */
  readonly isPushed: boolean;
  /** What changes are compared by: the source's own event ids, or the states of its orders. */
  readonly by: "event_id" | "order_state";
  readonly sent: number;
  /** Told by a webhook first. */
  readonly received: number;
  readonly delayed: number;
  readonly awaited: number;
  readonly notReceived: number;
  /** The storefront agreed with the order after the change. */
  readonly applied: number;
  /** Messages that wait, or need a person. */
  readonly stuck: number;
}

/** What was seen of the storefront's orders. */
export interface StorefrontTally {
  readonly read: number;
  /** Of `read`: orders that a source speaks of. */
  readonly known: number;
  /** Of `known`: Shopify showed something else than when it was last read, or less than the sources say. */
  readonly differing: number;
  /** Points of Shopify's bucket. */
  readonly points: number;
  readonly seconds: number;
  /** Why not all orders could be read; null where all were. */
  readonly problem: string | null;
}

/** How long gaps took from being found, or learnt, to an order that agrees. */
export interface Healing {
  readonly healed: number;
  readonly open: number;
  /** Null where nothing was healed. */
  readonly medianSeconds: number | null;
  readonly slowestSeconds: number | null;
}

/** What one reconciliation found. */
export interface ReconciliationReport {
  /** The changes that were learnt in between are compared. */
  readonly from: Instant;
  readonly to: Instant;
  readonly sources: readonly SourceTally[];
  readonly storefront: StorefrontTally;
  readonly gaps: Readonly<Record<GapKind, number>>;
  readonly healing: Healing;
}

export const NO_GAPS: ReconciliationReport["gaps"] = {
  not_received: 0,
  delayed: 0,
  awaited: 0,
  not_applied: 0,
  storefront: 0,
};

/** A report before anything was compared. */
export function emptyReport(from: Instant, to: Instant): ReconciliationReport {
  return {
    from,
    to,
    sources: [],
    storefront: { read: 0, known: 0, differing: 0, points: 0, seconds: 0, problem: null },
    gaps: NO_GAPS,
    healing: { healed: 0, open: 0, medianSeconds: null, slowestSeconds: null },
  };
}

/** Whether it saw both ends of every source: of one that is not polled nobody knows what was sent. */
export function sawEverything({
  sources,
  storefront,
}: Pick<ReconciliationReport, "sources" | "storefront">): boolean {
  return sources.every(({ isPolled }) => isPolled) && storefront.problem === null;
}

import type { Instant } from "../instant.ts";
import type { Milestone } from "../milestone.ts";

/** What a list of Shopify's orders tells of one. */
export interface ShownOrder {
  readonly id: string;
  readonly name: string;
  readonly fulfillmentStatus: string;
  readonly cancelledAt: Instant | null;
}

/** What we believe of it. */
export interface BelievedOrder {
  readonly orderRecordId: string;
  readonly orderId: string;
  /** What the driving sources say. */
  readonly milestone: Milestone | null;
  /** Whether the last look found all as it should be. */
  readonly isAgreed: boolean;
  /** As last read; null where it never was. */
  readonly fulfillmentStatus: string | null;
  readonly isCancelled: boolean;
}

export type StorefrontVerdict =
  | "agrees"
  /** Shopify shows something else than when it was last read, and no webhook woke the order. */
  | "moved"
  /** The sources say that it left, and Shopify shows that nothing did. */
  | "behind";

const LEFT: readonly Milestone[] = [
  "shipped",
  "in_transit",
  "out_for_delivery",
  "delivery_attempted",
  "delivery_failed",
  "delivered",
  "picked_up",
];

/**
 * Whether an order has to be looked at again. What waits for a known cause is
 * not judged: it is looked at anyway.
 */
export function judgeStorefront(shown: ShownOrder, believed: BelievedOrder): StorefrontVerdict {
  const wasRead = believed.fulfillmentStatus !== null;
  const isSame =
    believed.fulfillmentStatus === shown.fulfillmentStatus &&
    believed.isCancelled === (shown.cancelledAt !== null);
  if (wasRead && !isSame) return "moved";
  const hasLeft = believed.milestone !== null && LEFT.includes(believed.milestone);
  const isOpen = shown.fulfillmentStatus === "UNFULFILLED" && shown.cancelledAt === null;
  return believed.isAgreed && hasLeft && isOpen ? "behind" : "agrees";
}

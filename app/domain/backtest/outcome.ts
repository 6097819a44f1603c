import type { Instant } from "../instant.ts";
import type { Milestone } from "../milestone.ts";
import type { ShipmentTruth } from "../order-record/order-truth.ts";
import type { ShipmentLine } from "../order-record/order-update.ts";
import type { NotifyingMilestone } from "../plan/policy.ts";
import { policyIn } from "../plan/due-notices.ts";
import { wantedTracking } from "../plan/wanted-tracking.ts";
import type { Tracking } from "../storefront/storefront-order.ts";
import { type Side, type SideRules, truthOf } from "./side.ts";

/** One shipment that left, as the storefront would show it. */
export interface ShippedParcel {
  readonly tracking: readonly Tracking[];
  /** Empty: all that is open. */
  readonly lines: readonly ShipmentLine[];
  readonly location: string | null;
  readonly milestone: Milestone | null;
}

export interface Mail {
  readonly kind: NotifyingMilestone;
  readonly happenedAt: Instant;
}

/** What one mapping makes of one order. */
export interface OrderOutcome {
  readonly milestone: Milestone | null;
  readonly isCancelled: boolean;
  readonly shipped: readonly ShippedParcel[];
  /** Mails to the customer, as far as Shopify sends them. */
  readonly mails: readonly Mail[];
}

export function outcomeOf(side: Side, rules: SideRules): OrderOutcome {
  const truth = truthOf(side.record, rules);
  return {
    milestone: truth.milestone,
    isCancelled: truth.cancelledAt !== null,
    shipped: truth.shipments.filter(hasLeft).map((shipment) => parcelOf(shipment, rules)),
    mails: side.notices
      .filter(({ isMailed }) => isMailed)
      .map(({ kind, happenedAt }) => ({ kind, happenedAt })),
  };
}

function hasLeft({ shippedAt, cancelledAt }: ShipmentTruth): boolean {
  return shippedAt !== null && cancelledAt === null;
}

function parcelOf(shipment: ShipmentTruth, { policies }: SideRules): ShippedParcel {
  const { lines, location, milestone, sourceId } = shipment;
  const tracking = wantedTracking(shipment, policyIn(policies, sourceId));
  return { tracking, lines, location, milestone };
}

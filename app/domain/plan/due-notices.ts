import type { Instant } from "../instant.ts";
import type { OrderTruth, ShipmentTruth } from "../order-record/order-truth.ts";
import { hasTracking } from "../storefront/fulfillments.ts";
import { DEFAULT_POLICY, type NotifyingMilestone, type Policy } from "./policy.ts";
import { wantedTracking } from "./wanted-tracking.ts";

/** One thing that a customer may be told of, whatever Shopify shows already. */
export interface DueNotice {
  readonly kind: NotifyingMilestone;
  /** The names of what it is about: a notice under any of them is the same one. */
  readonly keys: readonly string[];
  readonly happenedAt: Instant;
  /** Whose policy says whether it is told. */
  readonly sourceId: string | null;
}

/** By source id. */
export type Policies = Readonly<Record<string, Policy>>;

export function policyIn(policies: Policies, sourceId: string | null): Policy {
  return (sourceId === null ? undefined : policies[sourceId]) ?? DEFAULT_POLICY;
}

/** All that an order, as its sources tell it, gives the customer to know; `mayNotify` says whether a mail is due for it. */
export function dueNotices(truth: OrderTruth, policies: Policies): readonly DueNotice[] {
  const shipments = truth.shipments.flatMap((shipment) => shipmentNotices(shipment, policies));
  const { readyForPickupAt, sourceId } = truth;
  return readyForPickupAt === null
    ? shipments
    : [
        ...shipments,
        {
          kind: "ready_for_pickup",
          keys: ["order"],
          happenedAt: readyForPickupAt,
          sourceId,
        } as const,
      ];
}

function shipmentNotices(shipment: ShipmentTruth, policies: Policies): readonly DueNotice[] {
  const { keys, shippedAt, sourceId } = shipment;
  if (shippedAt === null || !isFulfillable(shipment, policyIn(policies, sourceId))) return [];
  const shipped = { kind: "shipped", keys, happenedAt: shippedAt, sourceId } as const;
  const events = shipment.events.flatMap(({ milestone, at }): readonly DueNotice[] =>
    milestone === "out_for_delivery" || milestone === "delivered"
      ? [{ kind: milestone, keys, happenedAt: at, sourceId }]
      : [],
  );
  return shipment.isCollected ? events : [shipped, ...events];
}

function isFulfillable(shipment: ShipmentTruth, policy: Policy): boolean {
  if (shipment.cancelledAt !== null || shipment.isContradicted) return false;
  const isTracked = hasTracking(wantedTracking(shipment, policy));
  return isTracked || shipment.isCollected || policy.missingTracking === "apply";
}

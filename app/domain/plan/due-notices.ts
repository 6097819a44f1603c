import type { Instant } from "../instant.ts";
import type { OrderTruth, ShipmentTruth } from "../order-record/order-truth.ts";
import { hasTracking } from "../storefront/fulfillments.ts";
import type { NotifyingMilestone, Policy } from "./policy.ts";
import { wantedTracking } from "./wanted-tracking.ts";

/** One thing that a customer may be told of, whatever Shopify shows already. */
export interface DueNotice {
  readonly kind: NotifyingMilestone;
  /** The names of what it is about: a notice under any of them is the same one. */
  readonly keys: readonly string[];
  readonly happenedAt: Instant;
}

/** All that an order, as its sources tell it, gives the customer to know; `mayNotify` says whether a mail is due for it. */
export function dueNotices(truth: OrderTruth, policy: Policy): readonly DueNotice[] {
  const shipments = truth.shipments.flatMap((shipment) => shipmentNotices(shipment, policy));
  const { readyForPickupAt } = truth;
  return readyForPickupAt === null
    ? shipments
    : [
        ...shipments,
        { kind: "ready_for_pickup", keys: ["order"], happenedAt: readyForPickupAt } as const,
      ];
}

function shipmentNotices(shipment: ShipmentTruth, policy: Policy): readonly DueNotice[] {
  const { keys, shippedAt } = shipment;
  if (shippedAt === null || !isFulfillable(shipment, policy)) return [];
  const shipped = { kind: "shipped", keys, happenedAt: shippedAt } as const;
  const events = shipment.events.flatMap(({ milestone, at }): readonly DueNotice[] =>
    milestone === "out_for_delivery" || milestone === "delivered"
      ? [{ kind: milestone, keys, happenedAt: at }]
      : [],
  );
  return shipment.isCollected ? events : [shipped, ...events];
}

function isFulfillable(shipment: ShipmentTruth, policy: Policy): boolean {
  if (shipment.cancelledAt !== null || shipment.isContradicted) return false;
  const isTracked = hasTracking(wantedTracking(shipment, policy));
  return isTracked || shipment.isCollected || policy.missingTracking === "apply";
}

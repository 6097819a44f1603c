import type { ShipmentTruth } from "../order-record/order-truth.ts";
import { isLive } from "../storefront/fulfillments.ts";
import { planCancellation } from "./plan-cancellation.ts";
import { planCreates } from "./plan-creates.ts";
import { planEvents } from "./plan-events.ts";
import {
  NOTHING_TO_DO,
  shipmentBlocked,
  together,
  type PlanInput,
  type PlanPart,
} from "./plan-part.ts";
import { planTracking } from "./plan-tracking.ts";
import { shipmentFulfillments } from "./shipment-fulfillments.ts";

/** What one shipment still needs: first its fulfillments, then their tracking, then their events. */
export function planShipment(shipment: ShipmentTruth, input: PlanInput): PlanPart {
  if (shipment.isContradicted || leftAfterCancellation(shipment, input)) {
    return shipmentBlocked(shipment, {
      code: "cancelled_then_shipped",
      detail:
        "The source cancelled this shipment and then said that it moved. Decide which is true.",
    });
  }
  if (shipment.cancelledAt !== null) return planCancellation(shipment, input);
  if (shipment.shippedAt === null) return planUnshipped(shipment);
  return planShipped(shipment, input);
}

/** The whole order was cancelled, and then this left all the same. */
function leftAfterCancellation({ shippedAt }: ShipmentTruth, { truth }: PlanInput): boolean {
  return shippedAt !== null && truth.cancelledAt !== null && shippedAt > truth.cancelledAt;
}

function planUnshipped(shipment: ShipmentTruth): PlanPart {
  if (shipment.events.length === 0) return NOTHING_TO_DO;
  return shipmentBlocked(shipment, {
    code: "waiting_for_shipment",
    detail: "The parcel is on its way, but no source has said yet what was shipped in it.",
  });
}

function planShipped(shipment: ShipmentTruth, input: PlanInput): PlanPart {
  const ours = shipmentFulfillments(shipment, input);
  const live = ours.filter(isLive);
  return together([
    planCreates(shipment, ours, input),
    ...live.map((fulfillment) =>
      together([
        planTracking(shipment, fulfillment, input),
        planEvents(shipment, fulfillment, input),
      ]),
    ),
  ]);
}

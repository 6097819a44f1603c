import type { ShipmentTruth } from "../order-record/order-truth.ts";
import { isLive } from "../storefront/fulfillments.ts";
import { policyOf, shipmentBlocked, stepping, type PlanInput, type PlanPart } from "./plan-part.ts";
import { isQuiet } from "./quiet.ts";
import { isOpen } from "./settle-intents.ts";
import { createIntents, shipmentFulfillments } from "./shipment-fulfillments.ts";
import type { CancelFulfillment } from "./step.ts";

/**
 * Cancels what we fulfilled for a shipment that its source took back.
 *
 * A create that is still open may yet arrive, so the cancellation waits until
 * nothing of it can be on its way.
 */
export function planCancellation(shipment: ShipmentTruth, input: PlanInput): PlanPart {
  const isSettling = createIntents(shipment, input).some(
    (intent) => isOpen(intent) && !isQuiet(intent, input.now),
  );
  if (isSettling) {
    return shipmentBlocked(shipment, {
      code: "quiet_period",
      detail: "Waits until an earlier answer of Shopify can no longer be on its way.",
    });
  }
  const live = shipmentFulfillments(shipment, input).filter(isLive);
  if (live.length > 0 && policyOf(input, shipment.sourceId).shipmentCancellation === "ask") {
    return shipmentBlocked(shipment, {
      code: "shipment_cancel_needs_person",
      detail: "The source took this shipment back. Cancel its fulfillment in Shopify, or leave it.",
    });
  }
  return stepping(
    ...live.map(({ id }): CancelFulfillment => {
      return { kind: "cancel_fulfillment", key: id, shipmentKey: shipment.key, fulfillmentId: id };
    }),
  );
}

import type { ShipmentTruth } from "../order-record/order-truth.ts";
import { hasTracking, showsTracking } from "../storefront/fulfillments.ts";
import type { Fulfillment, Tracking } from "../storefront/storefront-order.ts";
import type { Intent } from "./intent.ts";
import { NOTHING_TO_DO, policyOf, stepping, type PlanInput, type PlanPart } from "./plan-part.ts";
import { wantedTracking } from "./wanted-tracking.ts";

/**
 * Corrects the tracking numbers of a fulfillment, without another mail.
 *
 * What we sent last and the storefront no longer shows was changed by the
 * merchant (or respelt by Shopify), and is left alone.
 */
export function planTracking(
  shipment: ShipmentTruth,
  fulfillment: Fulfillment,
  input: PlanInput,
): PlanPart {
  const wanted = wantedTracking(shipment, policyOf(input, shipment.sourceId));
  if (!hasTracking(wanted) || showsTracking(fulfillment.tracking, wanted)) return NOTHING_TO_DO;
  const sent = lastSent(fulfillment, input.intents);
  if (sent !== null && showsTracking(sent, wanted)) return NOTHING_TO_DO;
  return stepping({
    kind: "update_tracking",
    key: fulfillment.id,
    shipmentKey: shipment.key,
    fulfillmentId: fulfillment.id,
    tracking: wanted,
    notifyCustomer: false,
  });
}

/** The tracking that we last had confirmed for a fulfillment: by an update, else by its create. */
function lastSent({ id }: Fulfillment, intents: readonly Intent[]): readonly Tracking[] | null {
  const confirmed = intents.filter(({ state }) => state === "confirmed");
  for (const { step } of confirmed) {
    if (step.kind === "update_tracking" && step.fulfillmentId === id) return step.tracking;
  }
  for (const { step, resultId } of confirmed) {
    if (step.kind === "create_fulfillment" && resultId === id) return step.tracking;
  }
  return null;
}

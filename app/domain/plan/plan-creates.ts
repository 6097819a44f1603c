import type { ShipmentTruth } from "../order-record/order-truth.ts";
import { hasTracking, isLive } from "../storefront/fulfillments.ts";
import type { Fulfillment } from "../storefront/storefront-order.ts";
import { adopt, lookalikes } from "./adopt.ts";
import type { Block } from "./block.ts";
import {
  NOTHING_TO_DO,
  policyOf,
  shipmentBlocked,
  type PlanInput,
  type PlanPart,
} from "./plan-part.ts";
import { planPieces } from "./plan-pieces.ts";
import { createIntents } from "./shipment-fulfillments.ts";
import { ALREADY_FULFILLED } from "./unserved-orders.ts";
import { wantedPieces } from "./wanted-pieces.ts";
import { wantedTracking } from "./wanted-tracking.ts";

type Reason = Omit<Block, "shipmentKeys">;

const CANCELLED_BY_HAND: Reason = {
  code: "fulfillment_cancelled_in_shopify",
  detail: "Somebody cancelled the fulfillment in Shopify, and the source still says shipped.",
};

/** Makes the fulfillments that a shipped shipment does not have yet, one per location. */
export function planCreates(
  shipment: ShipmentTruth,
  own: readonly Fulfillment[],
  input: PlanInput,
): PlanPart {
  const creates = createIntents(shipment, input);
  const adoptions = creates.length === 0 ? adopt(shipment, input) : [];
  if (adoptions.length > 0) return { ...NOTHING_TO_DO, adoptions };
  if (!own.every(isLive)) return shipmentBlocked(shipment, CANCELLED_BY_HAND);
  const firstPlanned = creates.at(0)?.step.shipmentPieces ?? [];
  const wanted = wantedPieces(shipment, { own, view: input.view, firstPlanned });
  if (wanted.kind === "pieces" && wanted.pieces.size === 0) return complete(shipment, input);
  const obstacle = obstacleOf(shipment, input);
  return obstacle === null
    ? planPieces(shipment, wanted, input)
    : shipmentBlocked(shipment, obstacle);
}

/** A second fulfillment with the shipment's tracking is a sign that a promise broke, or that another app ships too. */
function complete(shipment: ShipmentTruth, input: PlanInput): PlanPart {
  const doubles = lookalikes(shipment, input);
  if (doubles.length === 0) return NOTHING_TO_DO;
  return shipmentBlocked(shipment, {
    code: "duplicate_fulfillment",
    detail: `Also fulfilled as ${doubles.map(({ name }) => name).join(", ")}. Cancel the one too many.`,
  });
}

/** What forbids any create for the shipment, whatever it takes. */
function obstacleOf(shipment: ShipmentTruth, input: PlanInput): Reason | null {
  if (createIntents(shipment, input).some(({ state }) => state === "conflict")) {
    return ALREADY_FULFILLED;
  }
  if (input.view.cancelledAt !== null) {
    return {
      code: "order_cancelled_in_shopify",
      detail: "The order is cancelled in Shopify, and the source shipped it.",
    };
  }
  const policy = policyOf(input, shipment.sourceId);
  const isTracked = hasTracking(wantedTracking(shipment, policy));
  return isTracked || shipment.isCollected || policy.missingTracking === "apply"
    ? null
    : { code: "waiting_for_tracking", detail: "The source has not sent a tracking number yet." };
}

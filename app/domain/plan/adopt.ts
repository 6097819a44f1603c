import type { ShipmentTruth } from "../order-record/order-truth.ts";
import { hasTracking, isLive, sameNumbers } from "../storefront/fulfillments.ts";
import { matchesLine } from "../storefront/matches-line.ts";
import type {
  Fulfillment,
  FulfillmentOrderLine,
  StorefrontOrder,
} from "../storefront/storefront-order.ts";
import { policyOf, type Adoption, type PlanInput } from "./plan-part.ts";
import { partKey } from "./part-key.ts";
import { isOpenOrder } from "./unserved-orders.ts";
import { wantedTracking } from "./wanted-tracking.ts";

/**
 * Fulfillments that are this shipment, though we have no intent for them:
 * another app made them, our database is older than they are, or the merchant
 * fulfilled by hand and lets us add the tracking.
 */
export function adopt(shipment: ShipmentTruth, input: PlanInput): readonly Adoption[] {
  const same = lookalikes(shipment, input);
  const found = same.length > 0 ? same : madeByHand(shipment, input);
  return found.map((fulfillment) => toAdoption(fulfillment, shipment));
}

/** Live fulfillments of nobody's intent that show the shipment's own tracking and nothing but its pieces. */
export function lookalikes(shipment: ShipmentTruth, input: PlanInput): readonly Fulfillment[] {
  const tracking = wantedTracking(shipment, policyOf(input, shipment.sourceId));
  if (!hasTracking(tracking)) return [];
  return strangers(shipment, input).filter((f) => sameNumbers(f.tracking, tracking));
}

/** Only where nothing of the shipment is left to fulfil: else nobody knows which pieces were meant. */
function madeByHand(shipment: ShipmentTruth, input: PlanInput): readonly Fulfillment[] {
  const policy = policyOf(input, shipment.sourceId);
  if (policy.fulfilledByHand === "ask" || !hasTracking(wantedTracking(shipment, policy))) return [];
  const isLeft = input.view.fulfillmentOrders
    .filter(isOpenOrder)
    .flatMap((order) => order.lines)
    .some((known) => isOfShipment(known, shipment));
  const [only, other] = strangers(shipment, input).filter((f) => !hasTracking(f.tracking));
  return isLeft || only === undefined || other !== undefined ? [] : [only];
}

function strangers(shipment: ShipmentTruth, { view, intents }: PlanInput): readonly Fulfillment[] {
  const ours = new Set(intents.map(({ resultId }) => resultId));
  return view.fulfillments
    .filter((fulfillment) => isLive(fulfillment) && !ours.has(fulfillment.id))
    .filter((fulfillment) => isWithin(fulfillment, shipment, view));
}

function isOfShipment(known: FulfillmentOrderLine, { lines }: ShipmentTruth): boolean {
  return (
    known.remainingQuantity > 0 &&
    (lines.length === 0 || lines.some((line) => matchesLine(line, known)))
  );
}

/** Whether a fulfillment holds nothing but pieces of the shipment. */
function isWithin({ lines }: Fulfillment, shipment: ShipmentTruth, view: StorefrontOrder): boolean {
  if (shipment.lines.length === 0) return true;
  const catalogue = view.fulfillmentOrders.flatMap((order) => order.lines);
  const isMeant = (lineItemId: string) =>
    catalogue.some(
      (known) =>
        known.lineItemId === lineItemId && shipment.lines.some((line) => matchesLine(line, known)),
    );
  return total(lines) <= total(shipment.lines) && lines.every((line) => isMeant(line.lineItemId));
}

function total(lines: readonly { readonly quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function toAdoption(fulfillment: Fulfillment, shipment: ShipmentTruth): Adoption {
  return {
    fulfillmentId: fulfillment.id,
    step: {
      kind: "create_fulfillment",
      key: partKey(shipment, fulfillment.locationId),
      shipmentKey: shipment.key,
      fulfillmentOrders: fulfillment.fulfillmentOrderIds.map((id) => ({ id, lines: [] })),
      tracking: fulfillment.tracking,
      notifyCustomer: false,
      shipmentPieces: fulfillment.lines,
    },
  };
}

import type { ShipmentTruth } from "../order-record/order-truth.ts";
import { hasTracking, isLive, sameNumbers } from "../storefront/fulfillments.ts";
import { matchesLine } from "../storefront/matches-line.ts";
import type { Fulfillment, StorefrontOrder } from "../storefront/storefront-order.ts";
import type { Adoption, PlanInput } from "./plan-part.ts";
import { partKey } from "./part-key.ts";
import { wantedTracking } from "./wanted-tracking.ts";

/**
 * Fulfillments that already show exactly this shipment, though we have no
 * intent for them: another app made them, or our database is older than they are.
 */
export function adopt(shipment: ShipmentTruth, { view, intents }: PlanInput): readonly Adoption[] {
  const tracking = wantedTracking(shipment.packages);
  if (!hasTracking(tracking)) return [];
  const ours = new Set(intents.map(({ resultId }) => resultId));
  return view.fulfillments
    .filter((fulfillment) => isLive(fulfillment) && !ours.has(fulfillment.id))
    .filter((fulfillment) => sameNumbers(fulfillment.tracking, tracking))
    .filter((fulfillment) => isWithin(fulfillment, shipment, view))
    .map((fulfillment) => toAdoption(fulfillment, shipment));
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

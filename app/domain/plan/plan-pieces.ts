import type { ShipmentTruth } from "../order-record/order-truth.ts";
import type { FulfillmentOrder } from "../storefront/storefront-order.ts";
import { allocate, type Allocation } from "./allocate.ts";
import { shipmentBlocked, type PlanInput, type PlanPart } from "./plan-part.ts";
import { isForPickup } from "./plan-pickup.ts";
import { planTakes } from "./plan-takes.ts";
import { isUnsettled } from "./settle-intents.ts";
import { createIntents } from "./shipment-fulfillments.ts";
import { isServed, unservedReason } from "./unserved-orders.ts";
import type { Pieces, Wanted } from "./wanted-pieces.ts";

/** Finds where the wanted pieces are, and plans to take them. */
export function planPieces(shipment: ShipmentTruth, wanted: Wanted, input: PlanInput): PlanPart {
  switch (wanted.kind) {
    case "line_not_found":
      return shipmentBlocked(shipment, {
        code: "line_not_found",
        detail: `The order has no line ${wanted.lines.join(", ")}. Correct the SKU or the mapping.`,
      });
    case "everything":
      return takePieces(shipment, everyPiece(ordersFor(shipment, input)), input);
    case "pieces":
      return takePieces(shipment, wanted.pieces, input);
  }
}

function takePieces(shipment: ShipmentTruth, pieces: Pieces, input: PlanInput): PlanPart {
  if (pieces.size === 0) return shipmentBlocked(shipment, unservedReason(input.view));
  const orders = ordersFor(shipment, input);
  const unsettled = createIntents(shipment, input).filter(isUnsettled);
  const named = unsettled.flatMap(({ namedFulfillmentOrders }) => namedFulfillmentOrders);
  const allocation = allocate({ pieces, orders, location: shipment.location, named });
  return allocation.kind === "takes"
    ? planTakes(shipment, { takes: allocation.takes, pieces, named }, input)
    : shipmentBlocked(shipment, reasonOf(allocation, input));
}

function reasonOf(
  allocation: Exclude<Allocation, { kind: "takes" }>,
  { view }: PlanInput,
): Parameters<typeof shipmentBlocked>[1] {
  switch (allocation.kind) {
    case "ambiguous_location":
      return {
        code: "ambiguous_location",
        detail: `It could have left ${allocation.locations.join(" or ")}. Map the location.`,
      };
    case "too_many": {
      const unserved = unservedReason(view);
      if (unserved.code !== "already_fulfilled" || allocation.isNoneLeft) return unserved;
      return {
        code: "over_quantity",
        detail: "The source shipped more pieces than the order has left. Nothing was fulfilled.",
      };
    }
  }
}

/**
 * Those that a shipment may be taken from: what was collected from those for
 * pickup, what was shipped from those to be shipped, and in either case not
 * what needs no shipping (gift cards are fulfilled on their own), unless
 * nothing else is left.
 */
function ordersFor(
  { isCollected }: ShipmentTruth,
  { view }: PlanInput,
): readonly FulfillmentOrder[] {
  const served = view.fulfillmentOrders.filter(isServed);
  const meant = served.filter(
    (order) => order.deliveryMethod !== "NONE" && isForPickup(order) === isCollected,
  );
  return meant.length > 0 ? meant : served;
}

function everyPiece(orders: readonly FulfillmentOrder[]): Pieces {
  const pieces = new Map<string, number>();
  for (const { lineItemId, remainingQuantity } of orders.flatMap(({ lines }) => lines)) {
    const known = pieces.get(lineItemId) ?? 0;
    if (remainingQuantity > 0) pieces.set(lineItemId, known + remainingQuantity);
  }
  return pieces;
}

import type { FulfillmentOrder, FulfillmentOrderLine } from "../storefront/storefront-order.ts";
import type { Pieces } from "./wanted-pieces.ts";

/** What a shipment takes of one fulfillment order. */
export interface Take {
  readonly order: FulfillmentOrder;
  readonly lines: readonly { readonly line: FulfillmentOrderLine; readonly quantity: number }[];
}

export type Allocation =
  | { readonly kind: "takes"; readonly takes: readonly Take[] }
  /** More pieces than are left anywhere; `isNoneLeft` where nothing of them is. */
  | { readonly kind: "too_many"; readonly isNoneLeft: boolean }
  | { readonly kind: "ambiguous_location"; readonly locations: readonly string[] };

export interface AllocationRequest {
  readonly pieces: Pieces;
  /** Those that we may fulfil now. */
  readonly orders: readonly FulfillmentOrder[];
  /** The source's location, an id or a name; null where it does not say. */
  readonly location: string | null;
  /** Fulfillment orders of earlier plans: served first, because only closing them stops a late request. */
  readonly named: readonly string[];
}

/**
 * Finds the fulfillment orders that a shipment takes its pieces from.
 *
 * A source that does not name the location leaves no choice to us: where two
 * locations could have sent the pieces, the answer is `ambiguous_location`.
 */
export function allocate(request: AllocationRequest): Allocation {
  const orders = ordersOfLocation(request);
  const missing = shortfall(request.pieces, orders);
  if (missing !== "none") return { kind: "too_many", isNoneLeft: missing === "all" };
  const covering = groupByLocation(orders).filter((group) => covers(group, request.pieces));
  const [only, other] = covering;
  if (only !== undefined && other === undefined) return take(only, request);
  if (leavesNoChoice(request.pieces, orders)) return take(orders, request);
  return {
    kind: "ambiguous_location",
    locations: [
      ...new Set(orders.map(({ locationName, locationId }) => locationName ?? locationId ?? "?")),
    ],
  };
}

/** The orders at the source's location, where Shopify knows it for this order; else all. */
function ordersOfLocation({ orders, location }: AllocationRequest): readonly FulfillmentOrder[] {
  const there = location === null ? [] : orders.filter((order) => isAt(order, location));
  return there.length > 0 ? there : orders;
}

/** Whether a fulfillment order is assigned to the location that a source names by id, gid or name. */
function isAt({ locationId, locationName }: FulfillmentOrder, location: string): boolean {
  const wanted = location.normalize("NFC").trim().toLowerCase();
  const tail = locationId?.slice(locationId.lastIndexOf("/") + 1);
  return [locationId?.toLowerCase(), tail, locationName?.normalize("NFC").toLowerCase()].includes(
    wanted,
  );
}

function shortfall(pieces: Pieces, orders: readonly FulfillmentOrder[]): "none" | "some" | "all" {
  const left = remaining(orders);
  const short = [...pieces].filter(([id, quantity]) => (left.get(id) ?? 0) < quantity);
  if (short.length === 0) return "none";
  return [...pieces.keys()].every((id) => (left.get(id) ?? 0) === 0) ? "all" : "some";
}

function covers(orders: readonly FulfillmentOrder[], pieces: Pieces): boolean {
  return shortfall(pieces, orders) === "none";
}

/** Whether every line is either taken whole or open at one location only. */
function leavesNoChoice(pieces: Pieces, orders: readonly FulfillmentOrder[]): boolean {
  const left = remaining(orders);
  const groups = groupByLocation(orders);
  return [...pieces].every(([id, quantity]) => {
    const places = groups.filter((group) => (remaining(group).get(id) ?? 0) > 0);
    return quantity === left.get(id) || places.length === 1;
  });
}

function remaining(orders: readonly FulfillmentOrder[]): Pieces {
  const left = new Map<string, number>();
  for (const { lineItemId, remainingQuantity } of orders.flatMap(({ lines }) => lines)) {
    left.set(lineItemId, (left.get(lineItemId) ?? 0) + remainingQuantity);
  }
  return left;
}

function groupByLocation(
  orders: readonly FulfillmentOrder[],
): readonly (readonly FulfillmentOrder[])[] {
  const groups = new Map<string | null, FulfillmentOrder[]>();
  for (const order of orders) {
    groups.set(order.locationId, [...(groups.get(order.locationId) ?? []), order]);
  }
  return [...groups.values()];
}

function take(orders: readonly FulfillmentOrder[], request: AllocationRequest): Allocation {
  const left = new Map(request.pieces);
  const takes = inServingOrder(orders, request).map((order) => takeFrom(order, left));
  return { kind: "takes", takes: takes.filter(({ lines }) => lines.length > 0) };
}

function takeFrom(order: FulfillmentOrder, left: Map<string, number>): Take {
  const lines = order.lines.map((line) => {
    const quantity = Math.min(line.remainingQuantity, left.get(line.lineItemId) ?? 0);
    left.set(line.lineItemId, (left.get(line.lineItemId) ?? 0) - quantity);
    return { line, quantity };
  });
  return { order, lines: lines.filter(({ quantity }) => quantity > 0) };
}

/** Named ones first, then those that fit whole, so that as few as possible are split; then by id. */
function inServingOrder(
  orders: readonly FulfillmentOrder[],
  { pieces, named }: AllocationRequest,
): readonly FulfillmentOrder[] {
  const weight = (order: FulfillmentOrder) =>
    (named.includes(order.id) ? 0 : 2) + (fits(order, pieces) ? 0 : 1);
  return [...orders].sort((a, b) => weight(a) - weight(b) || (a.id < b.id ? -1 : 1));
}

function fits({ lines }: FulfillmentOrder, pieces: Pieces): boolean {
  return lines.every((line) => line.remainingQuantity <= (pieces.get(line.lineItemId) ?? 0));
}

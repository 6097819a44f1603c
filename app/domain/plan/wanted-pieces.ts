import type { ShipmentTruth } from "../order-record/order-truth.ts";
import type { Piece } from "./step.ts";
import { isOpenOrder } from "./unserved-orders.ts";
import { describeLine, matchesLine } from "../storefront/matches-line.ts";
import type {
  Fulfillment,
  FulfillmentOrderLine,
  StorefrontOrder,
} from "../storefront/storefront-order.ts";

/** Pieces by line item gid. */
export type Pieces = ReadonlyMap<string, number>;

export type Wanted =
  | { readonly kind: "pieces"; readonly pieces: Pieces }
  /** The source named no lines: all that is open. */
  | { readonly kind: "everything" }
  | { readonly kind: "line_not_found"; readonly lines: readonly string[] };

export interface WantedRequest {
  /** The shipment's own fulfillments, live. */
  readonly own: readonly Fulfillment[];
  readonly view: StorefrontOrder;
  /** What an earlier plan took for the shipment; empty where there was none. */
  readonly firstPlanned: readonly Piece[];
}

/** Which pieces of the order a shipment still needs fulfilled, its own fulfillments taken off. */
export function wantedPieces(
  { lines }: ShipmentTruth,
  { own, view, firstPlanned }: WantedRequest,
): Wanted {
  if (lines.length === 0) return unnamedPieces(firstPlanned, own);
  const catalogue = view.fulfillmentOrders.flatMap((order) => order.lines);
  const unknown = lines.filter((line) => !catalogue.some((known) => matchesLine(line, known)));
  if (unknown.length > 0) return { kind: "line_not_found", lines: unknown.map(describeLine) };
  const open = view.fulfillmentOrders.filter(isOpenOrder).flatMap((order) => order.lines);
  const capacity = capacityOf(open, own);
  const pieces = new Map<string, number>();
  for (const line of lines) {
    const candidates = catalogue.filter((known) => matchesLine(line, known));
    spread(line.quantity, lineItems(candidates), { pieces, capacity });
  }
  return { kind: "pieces", pieces: without(pieces, own) };
}

function unnamedPieces(firstPlanned: readonly Piece[], own: readonly Fulfillment[]): Wanted {
  if (firstPlanned.length === 0) return { kind: "everything" };
  const pieces = new Map(firstPlanned.map(({ lineItemId, quantity }) => [lineItemId, quantity]));
  return { kind: "pieces", pieces: without(pieces, own) };
}

/** Pieces that the shipment may still claim of each line item: what is open, and what it has already. */
function capacityOf(open: readonly FulfillmentOrderLine[], own: readonly Fulfillment[]): Pieces {
  const capacity = new Map<string, number>();
  for (const line of open) add(capacity, line.lineItemId, line.remainingQuantity);
  for (const line of own.flatMap(({ lines }) => lines)) {
    add(capacity, line.lineItemId, line.quantity);
  }
  return capacity;
}

/** Lowest id first, so that the answer is the same each time. */
function lineItems(lines: readonly FulfillmentOrderLine[]): readonly string[] {
  return [...new Set(lines.map(({ lineItemId }) => lineItemId))].sort();
}

/**
 * Gives a line's pieces to the line items that it may mean, as far as these
 * can take them; what is left goes to the first, to be told as too many.
 */
function spread(
  quantity: number,
  candidates: readonly string[],
  { pieces, capacity }: { readonly pieces: Map<string, number>; readonly capacity: Pieces },
): void {
  let left = quantity;
  for (const id of candidates) {
    const taken = Math.min(left, Math.max(0, (capacity.get(id) ?? 0) - (pieces.get(id) ?? 0)));
    add(pieces, id, taken);
    left -= taken;
  }
  const [first] = candidates;
  if (left > 0 && first !== undefined) add(pieces, first, left);
}

function add(pieces: Map<string, number>, id: string, quantity: number): void {
  pieces.set(id, (pieces.get(id) ?? 0) + quantity);
}

function without(pieces: Pieces, own: readonly Fulfillment[]): Pieces {
  const left = new Map(pieces);
  for (const { lineItemId, quantity } of own.flatMap(({ lines }) => lines)) {
    add(left, lineItemId, -quantity);
  }
  return new Map([...left].filter(([, quantity]) => quantity > 0));
}

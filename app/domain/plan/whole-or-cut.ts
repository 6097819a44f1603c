import type { ShipmentTruth } from "../order-record/order-truth.ts";
import type { Take } from "./allocate.ts";
import type { Policy } from "./policy.ts";
import type { Step, StepLine } from "./step.ts";

export type Shape =
  /** Every fulfillment order is taken whole: Shopify's own state makes the create at most once. */
  | { readonly kind: "whole" }
  /** A part is taken, and this step comes before. */
  | { readonly kind: "cut_first"; readonly step: Step }
  /** A part is taken of what cannot (or shall not) be cut. */
  | { readonly kind: "uncut" };

/** Whether the takes can be fulfilled as they are. */
export function wholeOrCut(
  shipment: ShipmentTruth,
  takes: readonly Take[],
  mode: Policy["partialShipments"],
): Shape {
  const partial = takes.find((take) => !isWhole(take));
  if (partial === undefined) return { kind: "whole" };
  const step = mode === "strict" ? cut(shipment, partial) : null;
  return step === null ? { kind: "uncut" } : { kind: "cut_first", step };
}

/** Whether a take leaves nothing of its fulfillment order. */
export function isWhole(take: Take): boolean {
  return excess(take).length === 0;
}

/** Cuts the excess off, so that the fulfillment order keeps its id and what the shipment takes. */
function cut(shipment: ShipmentTruth, take: Take): Step | null {
  const { id, supportedActions: actions } = take.order;
  const identity = {
    key: `${shipment.key}@${id}`,
    shipmentKey: shipment.key,
    fulfillmentOrderId: id,
  };
  if (actions.includes("SPLIT")) {
    return { kind: "split_fulfillment_order", ...identity, lines: excess(take) };
  }
  return actions.includes("MARK_AS_OPEN") ? { kind: "open_fulfillment_order", ...identity } : null;
}

function excess({ order, lines }: Take): readonly StepLine[] {
  return order.lines.flatMap(({ id, remainingQuantity }) => {
    const taken = lines.find(({ line }) => line.id === id)?.quantity ?? 0;
    return remainingQuantity > taken ? [{ id, quantity: remainingQuantity - taken }] : [];
  });
}

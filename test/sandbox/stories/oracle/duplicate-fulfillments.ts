import type { Observation } from "./observation.ts";
import type { ShipmentClaim } from "./shipment-claims.ts";
import { countPieces, fulfillmentsOf, shipmentClaims } from "./shipment-claims.ts";

/**
 * Pieces that were ever fulfilled beyond what their shipment holds, and live
 * fulfillments that no shipment asked for. A fulfillment that was made twice
 * counts also when one of the two was cancelled later.
 */
export function duplicateFulfillments(observation: Observation): string[] {
  const claims = shipmentClaims(observation);
  return [
    ...claims.flatMap((claim) => beyondShipment(claim, observation)),
    ...phantoms(claims, observation),
  ];
}

function beyondShipment(claim: ShipmentClaim, { fulfillments }: Observation): string[] {
  const made = fulfillmentsOf(claim, fulfillments);
  const shipped = countPieces(claim.shipment.lines);
  return [...countPieces(made.flatMap(({ lines }) => lines))]
    .filter(([sku, quantity]) => quantity > (shipped.get(sku) ?? 0))
    .map(
      ([sku, quantity]) =>
        `${claim.orderName} ${claim.shipment.id}: ${String(quantity)} pieces of ${sku} fulfilled, ${String(shipped.get(sku) ?? 0)} shipped`,
    );
}

function phantoms(claims: readonly ShipmentClaim[], { fulfillments }: Observation): string[] {
  const accounted = new Set(
    claims.flatMap((claim) => fulfillmentsOf(claim, fulfillments).map(({ id }) => id)),
  );
  return fulfillments
    .filter(({ id, isLive }) => isLive && !accounted.has(id))
    .map(({ id, orderName }) => `${orderName}: ${id} belongs to no shipment of the OMS`);
}

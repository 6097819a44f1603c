import type { Observation, OmsShipment, Pieces, StoreFulfillment } from "./observation.ts";

/** A shipment with every tracking number that it ever had. */
export interface ShipmentClaim {
  readonly orderName: string;
  readonly shipment: OmsShipment;
  readonly everNumbers: ReadonlySet<string>;
}

export function shipmentClaims({ orders, events }: Observation): ShipmentClaim[] {
  return orders.flatMap((order) =>
    order.shipments.map((shipment) => ({
      orderName: order.name,
      shipment,
      everNumbers: new Set([
        ...shipment.trackingNumbers,
        ...events
          .filter((event) => event.shipmentId === shipment.id)
          .flatMap((event) => event.trackingNumbers),
      ]),
    })),
  );
}

/** The fulfillments that were made for a shipment, cancelled ones too: they bear one of its numbers. */
export function fulfillmentsOf(
  { orderName, everNumbers }: ShipmentClaim,
  fulfillments: readonly StoreFulfillment[],
): StoreFulfillment[] {
  return fulfillments.filter(
    (one) =>
      one.orderName === orderName && one.trackingNumbers.some((number) => everNumbers.has(number)),
  );
}

/** How many pieces of each SKU. */
export function countPieces(lines: readonly Pieces[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { sku, quantity } of lines) counts.set(sku, (counts.get(sku) ?? 0) + quantity);
  return counts;
}

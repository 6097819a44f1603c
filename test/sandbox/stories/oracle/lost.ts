import type { Observation, StoreFulfillment } from "./observation.ts";
import type { ShipmentClaim } from "./shipment-claims.ts";
import { countPieces, fulfillmentsOf, shipmentClaims } from "./shipment-claims.ts";

/** States in which a message is still on its way. */
export const ON_THE_WAY: ReadonlySet<string> = new Set(["recorded", "planned"]);

/** What the OMS was told is safe, and is not: acknowledged events and what they claimed. */
export function lost(observation: Observation): string[] {
  return [...lostMessages(observation), ...lostEffects(observation)];
}

function lostMessages({ events, messages }: Observation): string[] {
  const byEvent = new Map(messages.map((message) => [message.eventId, message]));
  return events
    .filter((event) => event.acknowledged)
    .flatMap(({ id }) => {
      const message = byEvent.get(id);
      if (message === undefined) return [`${id} was acknowledged and is not in the inbox`];
      return ON_THE_WAY.has(message.state) ? [`${id} is still ${message.state}`] : [];
    });
}

/** Of each shipment that was told: is it in Shopify as the OMS has it now? */
function lostEffects(observation: Observation): string[] {
  const told = new Set(
    observation.events.filter((event) => event.acknowledged).map((event) => event.shipmentId),
  );
  return shipmentClaims(observation)
    .filter(({ shipment }) => told.has(shipment.id))
    .flatMap((claim) => missingOf(claim, observation).map((what) => nameOf(claim, what)));
}

function nameOf({ orderName, shipment }: ShipmentClaim, what: string): string {
  return `${orderName} ${shipment.id}: ${what}`;
}

function missingOf(claim: ShipmentClaim, { fulfillments }: Observation): string[] {
  const live = fulfillmentsOf(claim, fulfillments).filter(({ isLive }) => isLive);
  if (claim.shipment.status === "shipment_cancelled") {
    return live.map(({ id }) => `cancelled, but ${id} is live`);
  }
  return [
    ...missingPieces(claim, live),
    ...missingNumbers(claim, live),
    ...missingEvent(claim, live),
  ];
}

function missingPieces({ shipment }: ShipmentClaim, live: readonly StoreFulfillment[]): string[] {
  const fulfilled = countPieces(live.flatMap(({ lines }) => lines));
  return [...countPieces(shipment.lines)]
    .filter(([sku, quantity]) => (fulfilled.get(sku) ?? 0) < quantity)
    .map(
      ([sku, quantity]) =>
        `${String(quantity)} pieces of ${sku} shipped, ${String(fulfilled.get(sku) ?? 0)} fulfilled`,
    );
}

function missingNumbers({ shipment }: ShipmentClaim, live: readonly StoreFulfillment[]): string[] {
  const wanted = [...shipment.trackingNumbers].sort().join(" ");
  return live
    .filter(({ trackingNumbers }) => [...trackingNumbers].sort().join(" ") !== wanted)
    .map(({ id, trackingNumbers }) => `${id} shows ${trackingNumbers.join(" ")}, not ${wanted}`);
}

/** What Shopify calls the OMS's states of a parcel. */
const EVENT_OF: Readonly<Record<string, string>> = {
  in_transit: "IN_TRANSIT",
  out_for_delivery: "OUT_FOR_DELIVERY",
  delivery_attempted: "ATTEMPTED_DELIVERY",
  delivered: "DELIVERED",
};

function missingEvent({ shipment }: ShipmentClaim, live: readonly StoreFulfillment[]): string[] {
  const wanted = EVENT_OF[shipment.status];
  if (wanted === undefined) return [];
  return live.flatMap(({ id, events }) => {
    const count = events.filter((status) => status === wanted).length;
    return count === 1 ? [] : [`${id} has ${String(count)} events ${wanted}`];
  });
}

import type { ShipmentFacts, SourceFacts } from "./order-record.ts";
import { isWholeOrderKey } from "./shipment-key.ts";
import { comparableTrackingNumber } from "./tracking-number.ts";

/** One source's facts of one shipment, under its key. */
export interface Teller {
  readonly key: string;
  readonly sourceId: string;
  readonly facts: ShipmentFacts;
}

/** Everything that is told of the same goods; never empty. */
export type ShipmentGroup = readonly [Teller, ...Teller[]];

interface Source {
  readonly id: string;
  readonly facts: SourceFacts;
}

/**
 * Brings together what is told of the same goods.
 *
 * Tellers that share a tracking number speak of one shipment. A source that
 * spoke of the order as one shipment, before it named its only shipment, meant
 * that shipment.
 */
export function groupShipments(sources: readonly Source[]): readonly ShipmentGroup[] {
  const groups: ShipmentGroup[] = [];
  for (const teller of sources.flatMap(tellers)) {
    const same = groups.filter((group) => group.some((other) => isSameShipment(teller, other)));
    for (const group of same) groups.splice(groups.indexOf(group), 1);
    groups.push([teller, ...same.flat()]);
  }
  return groups;
}

function tellers({ id, facts }: Source): readonly Teller[] {
  return Object.entries(facts.shipments)
    .filter(([key]) => !isWholeOrderKey(key) || Object.keys(facts.shipments).length <= 2)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, shipment]) => ({ key, sourceId: id, facts: shipment }));
}

function isSameShipment(a: Teller, b: Teller): boolean {
  return isNamelessTwin(a, b) || isNamelessTwin(b, a) || sharesTracking(a, b);
}

/** `tellers` keeps a nameless shipment only beside at most one named one. */
function isNamelessTwin(nameless: Teller, named: Teller): boolean {
  return nameless.sourceId === named.sourceId && isWholeOrderKey(nameless.key);
}

function sharesTracking(a: Teller, b: Teller): boolean {
  const numbers = trackingNumbers(a);
  return trackingNumbers(b).some((number) => numbers.includes(number));
}

function trackingNumbers({ facts }: Teller): readonly string[] {
  return (facts.packages?.value ?? []).flatMap(({ number }) =>
    number === null ? [] : [comparableTrackingNumber(number)],
  );
}

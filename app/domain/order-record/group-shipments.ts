import type { ShipmentFacts, SourceFacts } from "./order-record.ts";
import { shipmentIndex, type ShipmentIndex } from "./shipment-index.ts";
import { isWholeOrderKey } from "./shipment-key.ts";

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
 * Tellers of different sources that share a tracking number speak of one
 * shipment; two references of one source never do, even in one parcel. Who
 * knows only the number speaks of every shipment in that parcel. A source that
 * spoke of the order as one shipment, before it named its only shipment, meant
 * that shipment.
 */
export function groupShipments(sources: readonly Source[]): readonly ShipmentGroup[] {
  const index = shipmentIndex();
  const all = sources.flatMap(tellers);
  for (const teller of all.filter(hasReference)) joinFirst(index, teller);
  for (const teller of all.filter((other) => !hasReference(other))) joinAll(index, teller);
  return index.groups();
}

/** A nameless shipment counts only beside at most one named one. */
function tellers({ id, facts }: Source): readonly Teller[] {
  const shipments = Object.entries(facts.shipments);
  return shipments
    .filter(([key]) => !isWholeOrderKey(key) || shipments.length <= 2)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, shipment]) => ({ key, sourceId: id, facts: shipment }));
}

function hasReference({ facts }: Teller): boolean {
  return facts.reference !== null;
}

function joinFirst(index: ShipmentIndex, teller: Teller): void {
  const other = index
    .sharingTracking(teller)
    .find((group) => !index.isToldBy(group, teller.sourceId));
  index.add(teller, other === undefined ? [] : [other]);
}

function joinAll(index: ShipmentIndex, teller: Teller): void {
  index.add(teller, [...index.sharingTracking(teller), ...index.namelessTwins(teller)]);
}

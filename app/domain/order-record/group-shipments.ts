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
 * Tellers of different sources that share a tracking number speak of one
 * shipment; two references of one source never do, even in one parcel. Who
 * knows only the number speaks of every shipment in that parcel. A source that
 * spoke of the order as one shipment, before it named its only shipment, meant
 * that shipment.
 */
export function groupShipments(sources: readonly Source[]): readonly ShipmentGroup[] {
  const all = sources.flatMap(tellers);
  const groups: Group[] = [];
  for (const teller of all.filter(hasReference)) joinFirst(groups, teller);
  for (const teller of all.filter((other) => !hasReference(other))) joinAll(groups, teller);
  return groups;
}

type Group = [Teller, ...Teller[]];

function tellers({ id, facts }: Source): readonly Teller[] {
  return Object.entries(facts.shipments)
    .filter(([key]) => !isWholeOrderKey(key) || Object.keys(facts.shipments).length <= 2)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, shipment]) => ({ key, sourceId: id, facts: shipment }));
}

function hasReference({ facts }: Teller): boolean {
  return facts.reference !== null;
}

function joinFirst(groups: Group[], teller: Teller): void {
  const other = groups.find(
    (group) =>
      group.every(({ sourceId }) => sourceId !== teller.sourceId) &&
      group.some((known) => sharesTracking(teller, known)),
  );
  if (other === undefined) groups.push([teller]);
  else other.push(teller);
}

function joinAll(groups: Group[], teller: Teller): void {
  const same = groups.filter((group) => group.some((known) => isSameShipment(teller, known)));
  for (const group of same) group.push(teller);
  if (same.length === 0) groups.push([teller]);
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

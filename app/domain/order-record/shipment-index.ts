import type { ShipmentGroup, Teller } from "./group-shipments.ts";
import { isWholeOrderKey } from "./shipment-key.ts";
import { comparableTrackingNumber } from "./tracking-number.ts";

/** Groups of tellers, found by what names their goods, so that an order of thousands of parcels costs no more for each. */
export interface ShipmentIndex {
  /** Adds the teller to these groups, or to a group of its own where there are none. */
  add(teller: Teller, groups: readonly ShipmentGroup[]): void;
  /** Groups in which somebody tells one of this teller's tracking numbers, oldest group first. */
  sharingTracking(teller: Teller): readonly ShipmentGroup[];
  /** Groups of the teller's own source, where either of the two names no shipment, oldest group first. */
  namelessTwins(teller: Teller): readonly ShipmentGroup[];
  /** Whether the group holds word of this source. */
  isToldBy(group: ShipmentGroup, sourceId: string): boolean;
  groups(): readonly ShipmentGroup[];
}

interface Numbered {
  readonly place: number;
  readonly tellers: [Teller, ...Teller[]];
  readonly sources: Set<string>;
}

export function shipmentIndex(): ShipmentIndex {
  const all = new Map<ShipmentGroup, Numbered>();
  const byName = new Map<string, Set<Numbered>>();
  const file = (names: readonly string[], group: Numbered) => {
    for (const name of names) {
      const filed = byName.get(name);
      if (filed === undefined) byName.set(name, new Set([group]));
      else filed.add(group);
    }
  };
  return {
    add(teller, groups) {
      const names = namesOf(teller);
      if (groups.length === 0) {
        const group = newGroup(teller, all.size);
        all.set(group.tellers, group);
        file(names, group);
      }
      for (const key of new Set(groups)) {
        const group = all.get(key);
        if (group === undefined) continue;
        group.tellers.push(teller);
        group.sources.add(teller.sourceId);
        file(names, group);
      }
    },
    sharingTracking: (teller) => oldestFirst(numbersOf(teller).map((name) => byName.get(name))),
    namelessTwins: ({ key, sourceId }) =>
      oldestFirst([byName.get((isWholeOrderKey(key) ? nameOfSource : nameOfNameless)(sourceId))]),
    isToldBy: (group, sourceId) => all.get(group)?.sources.has(sourceId) === true,
    groups: () => [...all.keys()],
  };
}

function newGroup(teller: Teller, place: number): Numbered {
  return { place, tellers: [teller], sources: new Set([teller.sourceId]) };
}

function oldestFirst(
  filed: readonly (ReadonlySet<Numbered> | undefined)[],
): readonly ShipmentGroup[] {
  const found = new Set(filed.flatMap((groups) => [...(groups ?? [])]));
  return [...found].sort((a, b) => a.place - b.place).map(({ tellers }) => tellers);
}

function namesOf(teller: Teller): readonly string[] {
  const { key, sourceId } = teller;
  const nameless = isWholeOrderKey(key) ? [nameOfNameless(sourceId)] : [];
  return [...numbersOf(teller), nameOfSource(sourceId), ...nameless];
}

function numbersOf({ facts }: Teller): readonly string[] {
  return (facts.packages?.value ?? []).flatMap(({ number }) =>
    number === null ? [] : [`number ${comparableTrackingNumber(number)}`],
  );
}

function nameOfSource(sourceId: string): string {
  return `source ${sourceId}`;
}

function nameOfNameless(sourceId: string): string {
  return `nameless of ${sourceId}`;
}

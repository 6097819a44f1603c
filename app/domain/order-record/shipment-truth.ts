import type { Instant } from "../instant.ts";
import { DELIVERY_MILESTONES, milestoneRank } from "../milestone.ts";
import { contradictsCancellation, currentMilestone, hasShipped } from "./current-milestone.ts";
import type { ShipmentGroup, Teller } from "./group-shipments.ts";
import { mergeMilestones } from "./merge-milestones.ts";
import type { Milestones, Stamped } from "./order-record.ts";
import type { ShipmentTruth, TrueEvent } from "./order-truth.ts";
import { isWholeOrderKey } from "./shipment-key.ts";
import { newer } from "./stamp.ts";

/** The story of one shipment, of all that its tellers claim. */
export function shipmentTruth(group: ShipmentGroup): ShipmentTruth {
  const teller = principal(group);
  const milestones = mergeMilestones(group.map(({ facts }) => facts.milestones));
  return {
    key: teller.key,
    keys: group.map(({ key }) => key),
    sourceId: teller.sourceId,
    reference: teller.facts.reference,
    milestone: currentMilestone(milestones),
    shippedAt: shippedAt(milestones),
    cancelledAt: milestones.cancelled?.last.stamp.at ?? null,
    isCollected: milestones.picked_up !== undefined && milestones.shipped === undefined,
    isContradicted: contradictsCancellation(milestones),
    packages: latest(tellersOf(group), (t) => t.facts.packages) ?? [],
    lines: latest(tellersOf(group), (t) => t.facts.lines) ?? [],
    location: latest(tellersOf(group), (t) => t.facts.location),
    events: events(milestones),
  };
}

/** The one whose word counts for contents and policy: who says that it was shipped, best under a name of its own. */
function principal([first, ...others]: ShipmentGroup): Teller {
  return others.reduce((a, b) => (weight(b) > weight(a) ? b : a), first);
}

function weight({ key, facts }: Teller): number {
  const says = hasShipped(facts.milestones) ? 2 : 0;
  return says + (isWholeOrderKey(key) ? 0 : 1);
}

/** A carrier that knows one of two parcels must not make the other vanish: shippers are heard first. */
function tellersOf(group: ShipmentGroup): readonly Teller[] {
  const shippers = group.filter(({ facts }) => hasShipped(facts.milestones));
  return shippers.some(({ facts }) => facts.packages !== null) ? shippers : group;
}

function latest<T>(tellers: readonly Teller[], pick: (t: Teller) => Stamped<T> | null): T | null {
  let best: Stamped<T> | null = null;
  for (const teller of tellers) {
    const claim = pick(teller);
    if (claim !== null) best = newer(best, claim);
  }
  return best?.value ?? null;
}

function shippedAt(milestones: Milestones): Instant | null {
  return (milestones.shipped ?? milestones.picked_up)?.first.stamp.at ?? null;
}

/** Each delivery milestone once, in the order in which they happened; one that a later, further one overtook is left out. */
function events(milestones: Milestones): readonly TrueEvent[] {
  const known = DELIVERY_MILESTONES.flatMap((milestone) => {
    const facts = milestones[milestone];
    return facts === undefined ? [] : [{ milestone, at: facts.first.stamp.at }];
  });
  return known
    .filter((event) => !known.some((other) => overtakes(other, event)))
    .sort((a, b) => (a.at === b.at ? rankOf(a) - rankOf(b) : a.at < b.at ? -1 : 1));
}

function overtakes(other: TrueEvent, event: TrueEvent): boolean {
  return rankOf(other) > rankOf(event) && other.at < event.at;
}

function rankOf({ milestone }: TrueEvent): number {
  return milestoneRank(milestone);
}

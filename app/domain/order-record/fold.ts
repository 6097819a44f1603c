import { decide } from "./decide.ts";
import type {
  Decision,
  Milestones,
  OrderRecord,
  ShipmentFacts,
  SourceFacts,
  Stamped,
} from "./order-record.ts";
import type { LearntUpdate, ShipmentClaim } from "./order-update.ts";
import { shipmentKeyOf } from "./shipment-key.ts";
import { newer, older, stampOf } from "./stamp.ts";

const NOTHING: SourceFacts = { milestones: {}, shipments: {} };
const NO_SHIPMENT: ShipmentFacts = {
  reference: null,
  milestones: {},
  packages: null,
  lines: null,
  location: null,
};

/** One update folded: the record after it, and what it meant at that moment. */
export interface Folded {
  readonly record: OrderRecord;
  readonly shipmentKey: string | null;
  readonly decision: Decision;
}

/**
 * Adds one claim to what is known of an order.
 *
 * The record depends only on the set of updates, not on their order or
 * repetition: each fact keeps the newest (and each milestone also the oldest)
 * of its claims. The decision depends on what was known before, which is what
 * the ledger tells.
 */
export function fold(record: OrderRecord, update: LearntUpdate): Folded {
  const shipmentKey = shipmentKeyOf(update);
  const before = record.sources[update.sourceId] ?? NOTHING;
  const after =
    shipmentKey === null
      ? { ...before, milestones: claimMilestone(before.milestones, update) }
      : foldShipment(before, shipmentKey, update);
  return {
    record: { sources: { ...record.sources, [update.sourceId]: after } },
    shipmentKey,
    decision: decide(subject(before, shipmentKey), subject(after, shipmentKey), update),
  };
}

function foldShipment(facts: SourceFacts, key: string, update: LearntUpdate): SourceFacts {
  const shipment = claimShipment(facts.shipments[key] ?? NO_SHIPMENT, update);
  return { ...facts, shipments: { ...facts.shipments, [key]: shipment } };
}

/** What the decision looks at: the shipment, or the order itself. */
function subject(facts: SourceFacts, key: string | null): ShipmentFacts {
  if (key === null) return { ...NO_SHIPMENT, milestones: facts.milestones };
  return facts.shipments[key] ?? NO_SHIPMENT;
}

function claimShipment(known: ShipmentFacts, update: LearntUpdate): ShipmentFacts {
  const claim = update.shipment;
  return {
    reference: known.reference ?? claim?.reference ?? null,
    milestones: claimMilestone(known.milestones, update),
    packages: claimValue(known.packages, nonEmpty(claim?.packages), update),
    lines: claimValue(known.lines, nonEmpty(claim?.lines), update),
    location: claimValue(known.location, location(claim), update),
  };
}

function claimMilestone(known: Milestones, update: LearntUpdate): Milestones {
  const claim = { value: update.sourceStatus, stamp: stampOf(update) };
  const { first = null, last = null } = known[update.milestone] ?? {};
  return {
    ...known,
    [update.milestone]: { first: older(first, claim), last: newer(last, claim) },
  };
}

function claimValue<T>(
  known: Stamped<T> | null,
  value: T | null,
  update: LearntUpdate,
): Stamped<T> | null {
  return value === null ? known : newer(known, { value, stamp: stampOf(update) });
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | null {
  return list === undefined || list.length === 0 ? null : list;
}

function location(claim: ShipmentClaim | null): string | null {
  return claim?.location ?? null;
}

import type { Instant } from "../instant.ts";
import type { DeliveryMilestone, Milestone } from "../milestone.ts";
import { contradictsCancellation, currentMilestone } from "./current-milestone.ts";
import { mergeMilestones } from "./merge-milestones.ts";
import type { Milestones, OrderRecord, SourceFacts } from "./order-record.ts";
import type { Package, ShipmentLine } from "./order-update.ts";
import { groupShipments } from "./group-shipments.ts";
import { shipmentTruth } from "./shipment-truth.ts";

/** One delivery event that the storefront should show, oldest first in a list. */
export interface TrueEvent {
  readonly milestone: DeliveryMilestone;
  readonly at: Instant;
}

/** One shipment as all sources together tell it. */
export interface ShipmentTruth {
  /** The name under which its effects are known. */
  readonly key: string;
  /** Every key of the record that speaks of these goods, `key` among them. */
  readonly keys: readonly string[];
  /** Whose policy applies: the source that says that it was shipped, else the first that knows it. */
  readonly sourceId: string;
  readonly reference: string | null;
  readonly milestone: Milestone | null;
  /** Null until a source says `shipped` or `picked_up`. */
  readonly shippedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  /** Collected by the customer and never shipped. */
  readonly isCollected: boolean;
  /** Claimed to move after its cancellation. */
  readonly isContradicted: boolean;
  readonly packages: readonly Package[];
  /** Empty: all that is still open. */
  readonly lines: readonly ShipmentLine[];
  readonly location: string | null;
  readonly events: readonly TrueEvent[];
}

/** What the storefront should show, as far as the sources that drive it know. */
export interface OrderTruth {
  readonly milestone: Milestone | null;
  readonly cancelledAt: Instant | null;
  readonly isProcessing: boolean;
  readonly isOnHold: boolean;
  /** Null unless the goods wait for the customer now. */
  readonly readyForPickupAt: Instant | null;
  /** Whose policy applies to the order as a whole: the first source that speaks of it; null where none does. */
  readonly sourceId: string | null;
  /** Oldest shipped first, so that plans are the same each time. */
  readonly shipments: readonly ShipmentTruth[];
}

/**
 * Reads the record as one story. Only the sources named in `driving` (role
 * `oms`) count; shipments that share a tracking number are one shipment.
 */
export function orderTruth(record: OrderRecord, driving: readonly string[]): OrderTruth {
  const sources = [...driving].sort().flatMap((id) => {
    const facts = record.sources[id];
    return facts === undefined ? [] : [{ id, facts }];
  });
  const orderMilestones = mergeMilestones(sources.map(({ facts }) => facts.milestones));
  const shipments = groupShipments(sources).map(shipmentTruth).sort(byTime);
  const everything = allMilestones(sources, orderMilestones);
  return {
    milestone: currentMilestone(everything),
    cancelledAt: cancelledAt(orderMilestones),
    isProcessing: currentMilestone(everything) === "processing",
    isOnHold: currentMilestone(everything) === "on_hold",
    readyForPickupAt: readyForPickupAt(everything),
    sourceId: (sources.find(speaksOfOrder) ?? sources[0])?.id ?? null,
    shipments,
  };
}

function allMilestones(
  sources: readonly { readonly facts: SourceFacts }[],
  ofOrder: Milestones,
): Milestones {
  const ofShipments = sources.flatMap(({ facts }) =>
    Object.values(facts.shipments).map(({ milestones }) => withoutCancellation(milestones)),
  );
  return mergeMilestones([ofOrder, ...ofShipments]);
}

/** One cancelled shipment does not cancel its order. */
function withoutCancellation({ cancelled: _, ...others }: Milestones): Milestones {
  return others;
}

function speaksOfOrder({ facts }: { readonly facts: SourceFacts }): boolean {
  return Object.keys(facts.milestones).length > 0;
}

function readyForPickupAt(milestones: Milestones): Instant | null {
  if (currentMilestone(milestones) !== "ready_for_pickup") return null;
  return milestones.ready_for_pickup?.first.stamp.at ?? null;
}

function cancelledAt(milestones: Milestones): Instant | null {
  if (contradictsCancellation(milestones)) return null;
  return milestones.cancelled?.last.stamp.at ?? null;
}

function byTime(a: ShipmentTruth, b: ShipmentTruth): number {
  const left = `${a.shippedAt ?? "9"} ${a.key}`;
  const right = `${b.shippedAt ?? "9"} ${b.key}`;
  return left < right ? -1 : 1;
}

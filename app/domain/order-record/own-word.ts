import type { Instant } from "../instant.ts";
import type { Milestone } from "../milestone.ts";
import { currentMilestone } from "./current-milestone.ts";
import type { OrderRecord } from "./order-record.ts";
import { orderTruth } from "./order-truth.ts";

/** Where one source by itself says that the order stands. */
export interface OwnWord {
  readonly milestone: Milestone | null;
  /** The source's own word for it. */
  readonly status: string | null;
  readonly at: Instant | null;
}

/** What one source says of the order; null where it never spoke of it. */
export function ownWord(record: OrderRecord, sourceId: string): OwnWord | null {
  const facts = record.sources[sourceId];
  if (facts === undefined) return null;
  const { milestone } = orderTruth(record, [sourceId]);
  const told = [facts.milestones, ...Object.values(facts.shipments).map((each) => each.milestones)]
    .filter((milestones) => milestone !== null && milestones[milestone] !== undefined)
    .find((milestones) => currentMilestone(milestones) === milestone);
  const first = milestone === null ? undefined : told?.[milestone]?.first;
  return { milestone, status: first?.value ?? null, at: first?.stamp.at ?? null };
}

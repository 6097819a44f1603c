import { canonicalJson } from "../canonical-json.ts";
import {
  contradictsCancellation,
  currentMilestone,
  hasLeft,
  hasShipped,
} from "./current-milestone.ts";
import type { Decision, ShipmentFacts } from "./order-record.ts";
import type { LearntUpdate } from "./order-update.ts";

/**
 * What an update meant when it was folded.
 *
 * Sources repeat and reorder their messages, so a late or repeated update is
 * an answer and not an error.
 */
export function decide(
  before: ShipmentFacts,
  after: ShipmentFacts,
  update: LearntUpdate,
): Decision {
  const from = currentMilestone(before.milestones);
  const to = currentMilestone(after.milestones) ?? update.milestone;
  const claimed = update.milestone;
  if (from === "cancelled" && hasLeft(claimed) && contradictsCancellation(after.milestones)) {
    return { kind: "refused", from, to: claimed, reason: "claimed after its cancellation" };
  }
  if (from !== to || hasNewContent(before, after)) return { kind: "advanced", from, to };
  if (isFirstShipped(before, after)) return { kind: "advanced", from, to: claimed };
  return claimed === from && !isOutdated(after, update)
    ? { kind: "unchanged", at: from }
    : { kind: "superseded", by: to, claimed };
}

/** News of the road may come before it is said that anything was shipped; only then can it be shown. */
function isFirstShipped(before: ShipmentFacts, after: ShipmentFacts): boolean {
  return !hasShipped(before.milestones) && hasShipped(after.milestones);
}

/** Whether the update claims parcels or lines that a newer claim has replaced. */
function isOutdated(known: ShipmentFacts, { shipment }: LearntUpdate): boolean {
  const { packages = [], lines = [] } = shipment ?? {};
  return (
    (packages.length > 0 && isChanged(known.packages?.value, packages)) ||
    (lines.length > 0 && isChanged(known.lines?.value, lines))
  );
}

function hasNewContent(before: ShipmentFacts, after: ShipmentFacts): boolean {
  return (
    isChanged(before.packages?.value, after.packages?.value) ||
    isChanged(before.lines?.value, after.lines?.value) ||
    isChanged(before.location?.value, after.location?.value)
  );
}

function isChanged(before: unknown, after: unknown): boolean {
  return before !== after && canonicalJson(before) !== canonicalJson(after);
}

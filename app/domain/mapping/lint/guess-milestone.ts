import { MILESTONES } from "../../milestone.ts";
import type { Milestone } from "../../milestone.ts";
import { normaliseStatus } from "../language/normalise-status.ts";
import type { StatusMap } from "../mapping-version.ts";
import { distance, wordsOf } from "./similar-name.ts";

/** Words that systems use for a milestone, the more telling ones first. */
const HINTS: readonly (readonly [pattern: RegExp, milestone: Milestone])[] = [
  [/out for delivery|on vehicle|with courier/, "out_for_delivery"],
  [/attempt|not home|unsuccessful/, "delivery_attempted"],
  [/undeliver|delivery fail|failed|lost|exception|damaged/, "delivery_failed"],
  [/return/, "returned"],
  [/cancel|void|abort/, "cancelled"],
  [/picked up by customer|collected by customer|collected$/, "picked_up"],
  [/ready (?:for|to) (?:pickup|pick up|collect)|available for pickup/, "ready_for_pickup"],
  [/delivered|zugestellt|livr/, "delivered"],
  [/transit|departed|arrived|unterwegs/, "in_transit"],
  [/shipped|dispatch|despatch|fulfil|handed over|completed?$|versandt|versendet/, "shipped"],
  [/hold|backorder|blocked|suspend/, "on_hold"],
  [/pick|pack|alloc|process|label|prepar|print|progress|await|released/, "processing"],
  [/new|received|created|open|pending|accepted|confirmed|paid/, "received"],
];

/** What a new status most likely means; null where nothing points to a milestone. */
export function guessMilestone(status: string, statusMap: StatusMap): Milestone | "ignore" | null {
  const wanted = normaliseStatus(status);
  const near = Object.entries(statusMap).find(
    ([known]) =>
      wordsOf(known) === wordsOf(status) || distance(normaliseStatus(known), wanted) === 1,
  );
  if (near) return near[1];
  const words = wordsOf(status);
  const same = MILESTONES.find((milestone) => wordsOf(milestone) === words);
  return same ?? HINTS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

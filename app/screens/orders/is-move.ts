import { milestoneRank } from "../../domain/milestone.ts";
import type { LedgerLine } from "./view.ts";

/** Whether an entry moved the order on: something earlier that was learnt late fills in, and moves nothing. */
export function isMove({ decision, prior, milestone }: LedgerLine): boolean {
  return (
    decision === "advanced" && prior !== null && milestoneRank(prior) < milestoneRank(milestone)
  );
}

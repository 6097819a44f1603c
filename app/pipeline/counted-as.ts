import { saysNothingOfTheOrder } from "../domain/plan/block.ts";
import type { AgainCause, LaneEnd } from "./ports.ts";

/** What the end of a lane is to its counts: a look that found something in the way, or why there is more to do. */
export function countedAs(end: LaneEnd): AgainCause {
  switch (end.kind) {
    case "agreed":
      return "got_on";
    case "again":
      return end.cause;
    case "blocked":
      return end.blocks.some(saysNothingOfTheOrder) ? "passing" : "look";
    case "dead":
      return "look";
  }
}

/** Whether the lane could not be worked on, so that news of the order make it due no sooner. */
export function mustRest(end: LaneEnd): boolean {
  return end.kind === "again" && (end.cause === "surprise" || end.cause === "passing");
}

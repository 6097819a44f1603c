import type { LaneEnd } from "./ports.ts";

/** Seconds until a lane that ended so is due again; null where the order needs no lane any more. */
export function secondsToNextLook(end: LaneEnd): number | null {
  switch (end.kind) {
    case "agreed":
      return end.auditSeconds;
    case "blocked":
    case "again":
      return end.retrySeconds;
    case "dead":
      return null;
  }
}

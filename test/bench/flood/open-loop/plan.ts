import type { LoadResult, Latencies } from "../../intake/load/plan.ts";

/** So many seconds at one pace. */
export interface Stage {
  readonly name: string;
  readonly perSecond: number;
  readonly seconds: number;
}

/** What is due when, whatever becomes of the deliveries before. */
export interface OpenPlan {
  readonly port: number;
  readonly paths: readonly string[];
  /** `whsec_…`: one signing secret for all of them. */
  readonly secret: string;
  /** Begins every message id. */
  readonly run: string;
  readonly bodyBytes: number;
  /** One after the other, without a pause between them. */
  readonly stages: readonly Stage[];
  /** Connections are opened as they are needed, up to so many. */
  readonly mostConnections: number;
}

/**
 * What became of the deliveries that were due in a stage. Latencies count from
 * when a delivery was due, so that a receiver that holds its senders up is not
 * spared what they could not send meanwhile.
 */
export interface StageResult extends LoadResult {
  readonly name: string;
  readonly due: number;
  /** Due, and for too long no connection was free to send it on. */
  readonly givenUp: number;
  /** Sent, and no answer came. */
  readonly unanswered: number;
  /** From when a delivery was due to when it was written. */
  readonly lateness: Latencies;
  /** Seconds from the stage's beginning to when the last delivery that was refused was due; 0 where none was. */
  readonly lastRefusedAfter: number;
}

export interface OpenResult {
  readonly stages: readonly StageResult[];
  /** Connections that were opened in all. */
  readonly connections: number;
}

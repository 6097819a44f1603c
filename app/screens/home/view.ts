import type { Instant } from "../../domain/instant.ts";
import type { MessageState } from "../../domain/message-state.ts";

/** Something that is stuck, by its cause. */
export interface OpenCause {
  readonly state: Extract<MessageState, "waiting" | "quarantined" | "dead">;
  readonly code: string;
  readonly count: number;
}

/** What is set up, with the proof of each step; null where a step is still to do. */
export interface SetupProof {
  readonly connected: { readonly sourceId: string; readonly sourceName: string } | null;
  readonly received: { readonly sourceName: string; readonly at: Instant } | null;
  /** Whether a received status has no meaning yet. */
  readonly hasUnmappedStatus: boolean;
  readonly agreed: {
    readonly orderId: string;
    readonly orderName: string;
    readonly at: Instant;
  } | null;
}

export interface HomeView {
  readonly setup: SetupProof;
  readonly lastDay: { readonly received: number; readonly applied: number };
  readonly causes: readonly OpenCause[];
  readonly orders: { readonly waiting: number; readonly needsPerson: number };
  /** Deliveries of the last day that did not prove where they came from, by source. */
  readonly rejections: readonly {
    readonly sourceId: string;
    readonly sourceName: string;
    readonly count: number;
  }[];
}

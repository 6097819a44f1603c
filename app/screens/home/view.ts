import type { Instant } from "../../domain/instant.ts";
import type { BacklogForecast } from "../../domain/history/backlog.ts";
import type { HourFigures } from "../../domain/history/hour-figures.ts";
import type { TrafficFigures } from "../../domain/history/traffic.ts";
import type { MessageState } from "../../domain/message-state.ts";
import type { LossFigures } from "../../domain/reconciliation/loss.ts";

/** Something that is stuck, by its cause. */
export interface OpenCause {
  readonly state: Extract<MessageState, "waiting" | "quarantined" | "dead">;
  readonly code: string;
  readonly count: number;
}

/** What is set up, with the proof of each step; null where a step is still to do. */
export interface SetupProof {
  readonly connected: { readonly sourceId: string; readonly sourceName: string } | null;
  /** The last message of any source, and whether that source signs. */
  readonly received: {
    readonly sourceName: string;
    readonly at: Instant;
    readonly isSigned: boolean;
  } | null;
  /** How the last messages were read (statuses apart); null where there is none. */
  readonly fields: { readonly messages: number; readonly withProblems: number } | null;
  /** Received statuses that have no meaning yet. */
  readonly unmappedStatuses: number;
  /** The last poll without a problem of a source that is polled now. */
  readonly polled: { readonly sourceName: string; readonly at: Instant } | null;
  /** Where alerts go: the addresses' hosts. */
  readonly alertHosts: readonly string[];
  readonly agreed: {
    readonly orderId: string;
    readonly orderName: string;
    readonly at: Instant;
  } | null;
}

export const HISTORY_SPANS = ["day", "week"] as const;

/** The last 24 hours, or the last 7 days. */
export type HistorySpan = (typeof HISTORY_SPANS)[number];

/** What became of the messages of the last hours; the last one is not over. */
export interface HistoryView {
  readonly span: HistorySpan;
  readonly hours: readonly HourFigures[];
  /** What else went to and fro in the span, each kind that the shop uses. */
  readonly flows: readonly TrafficFigures[];
  /** Where the changes of the span were learnt first. */
  readonly loss: LossFigures;
  /** Null where nothing waits that is worth a word, or too little is known. */
  readonly backlog: BacklogForecast | null;
}

export interface HomeView {
  readonly setup: SetupProof;
  readonly history: HistoryView;
  readonly causes: readonly OpenCause[];
  /** Open alerts, and scopes that the merchant has not granted. */
  readonly openAlerts: number;
  readonly missingScopes: readonly string[];
  readonly orders: { readonly waiting: number; readonly needsPerson: number };
  /** Deliveries of the last day that did not prove where they came from, by source. */
  readonly rejections: readonly {
    readonly sourceId: string;
    readonly sourceName: string;
    readonly count: number;
  }[];
}

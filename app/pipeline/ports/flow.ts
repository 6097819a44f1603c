import type { FlowEvent, FlowStart } from "../../domain/flow/triggers.ts";
import type { Delay, TriesBefore } from "./delay.ts";
import type { StorefrontUnavailable } from "./orders.ts";

/** One worker's right to send one event, until the lease ends. */
export interface ClaimedFlowEvent extends TriesBefore {
  readonly shopId: string;
  readonly eventId: string;
  readonly leaseToken: string;
}

export type FlowBegin =
  | { readonly kind: "send"; readonly event: FlowEvent }
  /** It was being sent when its worker died: it counts as sent, and is never sent again. */
  | { readonly kind: "unclear" }
  /** The claim was lost, or the event is gone. */
  | { readonly kind: "lost" };

/** How the sending of an event ended. */
export type FlowEnd =
  | { readonly kind: "started" }
  | { readonly kind: "unclear"; readonly detail: string }
  | { readonly kind: "refused"; readonly detail: string }
  /** Never done: where it may have been sent it is unclear, else it counts as not taken. */
  | { readonly kind: "given_up"; readonly detail: string }
  /** Not sent: due again after so many seconds. */
  | { readonly kind: "later"; readonly seconds: number };

export interface FlowEvents {
  /** Leases up to `limit` events that are due, shops in turn. */
  claim(limit: number, leaseSeconds: number): Promise<readonly ClaimedFlowEvent[]>;
  /** Commits that the event is being sent, before it is sent. */
  begin(claim: ClaimedFlowEvent): Promise<FlowBegin>;
  settle(claim: ClaimedFlowEvent, end: FlowEnd): Promise<void>;
  /** Gives the event back as it stands: one that may have been sent is not sent again. */
  defer(claim: ClaimedFlowEvent, delay: Delay): Promise<void>;
}

export type FlowStarted =
  | { readonly outcome: "started" }
  | { readonly outcome: "refused"; readonly message: string }
  | StorefrontUnavailable;

export interface FlowStarter {
  /** One call; Shopify deduplicates nothing. */
  start(shopId: string, start: FlowStart): Promise<FlowStarted>;
}

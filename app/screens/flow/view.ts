import type { FlowEventState, FlowTrigger } from "../../domain/flow/triggers.ts";
import type { FlowAnswer } from "../../domain/flow/answer.ts";
import type { FlowAction } from "../../domain/flow/actions.ts";
import type { Instant } from "../../domain/instant.ts";

/** Something that Shopify Flow was told, or is about to be. */
export interface FlowEventView {
  readonly id: string;
  readonly trigger: FlowTrigger;
  readonly state: FlowEventState;
  /** Why it was refused, or is unclear. */
  readonly detail: string | null;
  readonly at: Instant;
  /** Null where it is of no order, or that order is gone. */
  readonly order: { readonly id: string; readonly name: string } | null;
  readonly sourceName: string | null;
}

/** What a workflow asked for, and what it was answered. */
export interface FlowRunView {
  readonly runId: string;
  readonly action: FlowAction;
  readonly code: FlowAnswer["code"];
  readonly at: Instant;
}

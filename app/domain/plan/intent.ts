import type { Instant } from "../instant.ts";
import type { Step } from "./step.ts";

/**
 * `planned` is written but not sent; `sent` is on its way; `unknown` may have
 * been executed; `confirmed` is seen in Shopify; `conflict` was done by
 * somebody else; `rejected` was refused by Shopify.
 */
export const INTENT_STATES = [
  "planned",
  "sent",
  "unknown",
  "confirmed",
  "conflict",
  "rejected",
] as const;

export type IntentState = (typeof INTENT_STATES)[number];

/** A step written to the database before it is sent; unique by order, kind and key. */
export interface Intent {
  readonly id: string;
  readonly step: Step;
  /** Ids of every fulfillment order named in any plan of this intent so far: later plans must close them all. */
  readonly namedFulfillmentOrders: readonly string[];
  /** Grows by one with every plan written; guards against two writers. */
  readonly planVersion: number;
  readonly state: IntentState;
  readonly sentAt: Instant | null;
  readonly attempts: number;
  /** Shopify's words where it refused; null otherwise. */
  readonly detail: string | null;
  /** The gid that Shopify gave to what the step made. */
  readonly resultId: string | null;
}

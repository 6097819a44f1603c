import type { Instant } from "../instant.ts";
import type { Tracking } from "../storefront/storefront-order.ts";

/** Pieces of one fulfillment order line. */
export interface StepLine {
  /** FulfillmentOrderLineItem gid. */
  readonly id: string;
  readonly quantity: number;
}

/** A fulfillment order and the pieces of it that a step takes. */
export interface StepFulfillmentOrder {
  readonly id: string;
  readonly lines: readonly StepLine[];
  /** Set where all that is left of it is taken, and it has more lines than Shopify lets anybody name. */
  readonly isUnnamed?: true;
}

/** Lines of one fulfillment order that a create may name; more can only be taken whole. A limit of Shopify's. */
export const MOST_NAMED_LINES = 512;

/** So many pieces of one line item of the order. */
export interface Piece {
  /** LineItem gid. */
  readonly lineItemId: string;
  readonly quantity: number;
}

interface StepIdentity {
  /** With the kind, the one name of this effect on its order: an intent is unique by it. */
  readonly key: string;
  /** The record's shipment that the step serves; null for steps on the whole order. */
  readonly shipmentKey: string | null;
}

/** Takes all that is left of every named fulfillment order; Shopify's own state makes it at most once. */
export interface CreateFulfillment extends StepIdentity {
  readonly kind: "create_fulfillment";
  readonly fulfillmentOrders: readonly StepFulfillmentOrder[];
  readonly tracking: readonly Tracking[];
  readonly notifyCustomer: boolean;
  /**
   * Everything that the shipment takes, as first planned: where its source
   * named no lines, what the merchant adds to the order later is not part of it.
   */
  readonly shipmentPieces: readonly Piece[];
}

/** Cuts these pieces off a fulfillment order, so that a later create can take it whole. */
export interface SplitFulfillmentOrder extends StepIdentity {
  readonly kind: "split_fulfillment_order";
  readonly fulfillmentOrderId: string;
  readonly lines: readonly StepLine[];
}

/** Replaces the whole set of tracking numbers. */
export interface UpdateTracking extends StepIdentity {
  readonly kind: "update_tracking";
  readonly fulfillmentId: string;
  readonly tracking: readonly Tracking[];
  readonly notifyCustomer: boolean;
}

/** Adds a delivery event; Shopify neither deduplicates nor deletes them. */
export interface CreateEvent extends StepIdentity {
  readonly kind: "create_event";
  readonly fulfillmentId: string;
  readonly status: string;
  readonly happenedAt: Instant;
  readonly message: string | null;
}

export interface CancelFulfillment extends StepIdentity {
  readonly kind: "cancel_fulfillment";
  readonly fulfillmentId: string;
}

/** Marks a fulfillment order as in progress. */
export interface ReportProgress extends StepIdentity {
  readonly kind: "report_progress";
  readonly fulfillmentOrderId: string;
}

/** Takes a fulfillment order back from in progress to open: only an open one can be split. */
export interface OpenFulfillmentOrder extends StepIdentity {
  readonly kind: "open_fulfillment_order";
  readonly fulfillmentOrderId: string;
}

/** Holds a fulfillment order under a handle of our own, which makes it at most once. */
export interface PlaceHold extends StepIdentity {
  readonly kind: "place_hold";
  readonly fulfillmentOrderId: string;
  /** At most 64 characters; unique per app and fulfillment order. */
  readonly handle: string;
}

/** Releases our own holds and nobody else's. */
export interface ReleaseHold extends StepIdentity {
  readonly kind: "release_hold";
  readonly fulfillmentOrderId: string;
  readonly holdIds: readonly string[];
}

/** Tells the customer that the goods wait for them; Shopify always mails. */
export interface PreparePickup extends StepIdentity {
  readonly kind: "prepare_pickup";
  readonly fulfillmentOrderId: string;
}

/** Cancels an order of which nothing is fulfilled: no refund, no restock, no mail. */
export interface CancelOrder extends StepIdentity {
  readonly kind: "cancel_order";
  readonly orderId: string;
}

/** One Shopify mutation of a plan. */
export type Step =
  | CreateFulfillment
  | SplitFulfillmentOrder
  | UpdateTracking
  | CreateEvent
  | CancelFulfillment
  | ReportProgress
  | OpenFulfillmentOrder
  | PlaceHold
  | ReleaseHold
  | PreparePickup
  | CancelOrder;

/** What Shopify's answer to a step means; see the classification in `effects.md`. */
export type StepAnswer =
  | { readonly outcome: "done"; readonly resultId: string | null }
  /** Not executed: the bucket is empty. */
  | { readonly outcome: "throttled"; readonly retryAfterMilliseconds: number }
  /** The order is not as the plan saw it (often our own late success): read again. */
  | { readonly outcome: "moved"; readonly message: string }
  /** Shopify understood and said no; sending it again changes nothing. */
  | { readonly outcome: "refused"; readonly message: string }
  /** The shop cannot be called until somebody acts (401, 402, 403, 423). */
  | { readonly outcome: "parked"; readonly reason: string }
  /** It may or may not have been executed: read before anything else is sent. */
  | { readonly outcome: "unknown"; readonly reason: string };

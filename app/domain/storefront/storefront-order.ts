import type { Instant } from "../instant.ts";

/** A carrier's number as Shopify shows it. */
export interface Tracking {
  readonly number: string | null;
  readonly company: string | null;
  readonly url: string | null;
}

export interface FulfillmentOrderLine {
  readonly id: string;
  readonly lineItemId: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly totalQuantity: number;
  readonly remainingQuantity: number;
}

/** Work that Shopify has assigned to one location. Its id dies on cancel, hold, move, merge and edit. */
export interface FulfillmentOrder {
  readonly id: string;
  /** OPEN, IN_PROGRESS, ON_HOLD, SCHEDULED, CLOSED, CANCELLED, INCOMPLETE or a value newer than this code. */
  readonly status: string;
  readonly requestStatus: string;
  /** What Shopify lets us do; the only sign of permission. */
  readonly supportedActions: readonly string[];
  readonly locationId: string | null;
  readonly locationName: string | null;
  /** SHIPPING, PICK_UP, LOCAL, NONE …; null where Shopify does not say. */
  readonly deliveryMethod: string | null;
  readonly lines: readonly FulfillmentOrderLine[];
  /** Everybody's holds; the handle is null on those that are not ours. */
  readonly holds: readonly { readonly id: string; readonly handle: string | null }[];
}

export interface DeliveryEvent {
  readonly status: string;
  readonly happenedAt: Instant;
  readonly message: string | null;
}

export interface Fulfillment {
  readonly id: string;
  readonly name: string;
  /** SUCCESS, CANCELLED, ERROR, FAILURE or a value newer than this code. */
  readonly status: string;
  readonly displayStatus: string | null;
  readonly createdAt: Instant;
  readonly locationId: string | null;
  readonly tracking: readonly Tracking[];
  readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[];
  readonly fulfillmentOrderIds: readonly string[];
  readonly events: readonly DeliveryEvent[];
}

/** The storefront view: the Shopify order as last read. */
export interface StorefrontOrder {
  /** The order's gid. */
  readonly id: string;
  readonly name: string;
  /** UNFULFILLED, PARTIALLY_FULFILLED, FULFILLED … or a value newer than this code. */
  readonly fulfillmentStatus: string;
  /** The customer's gid; absent where there is none or the app may not know it. */
  readonly customerId?: string | undefined;
  readonly cancelledAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly updatedAt: Instant;
  readonly fulfillmentOrders: readonly FulfillmentOrder[];
  readonly fulfillments: readonly Fulfillment[];
}

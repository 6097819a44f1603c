import type { Instant } from "../../../app/domain/instant.ts";
import type { DeliveryEvent, Tracking } from "../../../app/domain/storefront/storefront-order.ts";

export interface ModelLine {
  readonly id: string;
  readonly lineItemId: string;
  readonly sku: string;
  total: number;
  remaining: number;
}

export interface ModelFulfillmentOrder {
  readonly id: string;
  status: "OPEN" | "IN_PROGRESS" | "ON_HOLD" | "CLOSED";
  location: string;
  readonly lines: ModelLine[];
  /** Ours and the merchant's; a held one cannot be fulfilled. */
  holds: { readonly id: string; readonly handle: string | null }[];
}

export interface ModelFulfillment {
  readonly id: string;
  status: "SUCCESS" | "CANCELLED";
  readonly createdAt: Instant;
  readonly location: string;
  tracking: readonly Tracking[];
  readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[];
  readonly fulfillmentOrderIds: readonly string[];
  readonly events: DeliveryEvent[];
}

/** A create or an event that the app had committed; what the oracle counts. */
export interface Commit {
  readonly kind: "create" | "event";
  readonly key: string;
  readonly shipmentKey: string;
  readonly isNotified: boolean;
  readonly quantity: number;
}

/** One Shopify order, as simple as the facts of the recordings allow. */
export interface ModelOrder {
  readonly id: string;
  readonly name: string;
  cancelledAt: Instant | null;
  readonly fulfillmentOrders: ModelFulfillmentOrder[];
  readonly fulfillments: ModelFulfillment[];
  readonly commits: Commit[];
  nextId: number;
}

export function nextGid(order: ModelOrder, type: string): string {
  order.nextId += 1;
  return `gid://shopify/${type}/${order.nextId}`;
}

import type { Instant } from "../instant.ts";
import type { Milestone } from "../milestone.ts";

/**
 * How a source names an order.
 *
 * `id` is Shopify's own number or gid, `name` what the merchant sees (`#1001`),
 * `custom` a value that the merchant keeps in a metafield or tag, `tracking` a
 * package's number, for carriers that know nothing else.
 */
export interface OrderReference {
  readonly kind: "id" | "name" | "custom" | "tracking";
  readonly value: string;
}

/** One parcel. `number` is null where the source ships without tracking. */
export interface Package {
  readonly number: string | null;
  readonly carrier: string | null;
  readonly url: string | null;
}

/** So many pieces of one thing; at least one of the three names is set. */
export interface ShipmentLine {
  readonly sku: string | null;
  readonly lineId: string | null;
  readonly barcode: string | null;
  readonly quantity: number;
}

/** What an update says of one shipment. Empty lists say nothing; they do not say "none". */
export interface ShipmentClaim {
  /** The source's own name of the shipment; null where it has none. */
  readonly reference: string | null;
  readonly packages: readonly Package[];
  /** Empty means: all that is still open. */
  readonly lines: readonly ShipmentLine[];
  /** A Shopify location id or name; null where the source does not say. */
  readonly location: string | null;
}

/** One interpreted claim: this order, this shipment, this milestone, at this time. */
export interface OrderUpdate {
  readonly order: OrderReference;
  /** The status as the source wrote it, for people. */
  readonly sourceStatus: string;
  readonly milestone: Milestone;
  /** When it happened, by the source's clock; null where the source does not say. */
  readonly occurredAt: Instant | null;
  /** The source's own sequence (decimal digits); orders updates better than any clock. */
  readonly version: string | null;
  /** Null where the update speaks of the order as a whole. */
  readonly shipment: ShipmentClaim | null;
  /** The source's id of the event, for people and for matching its log. */
  readonly eventId: string | null;
}

/** An update with where and when we learnt it: what the record folds. */
export interface LearntUpdate extends OrderUpdate {
  readonly sourceId: string;
  readonly receivedAt: Instant;
}

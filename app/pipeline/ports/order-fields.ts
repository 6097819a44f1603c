import type {
  FieldName,
  OrderFields,
  WrittenFields,
} from "../../domain/order-fields/order-fields.ts";
import type { Delay, TriesBefore } from "./delay.ts";
import type { StorefrontUnavailable } from "./orders.ts";

/** Orders of one shop whose fields one worker looks at, until the lease ends; one that failed before is alone. */
export interface FieldBatch extends TriesBefore {
  readonly shopId: string;
  /** Of the first order. */
  readonly leaseToken: string;
  readonly orders: readonly {
    readonly orderRecordId: string;
    readonly leaseToken: string;
  }[];
}

/** What Shopify says that a field holds, to be handed back with the next value. */
export type FieldDigests = Readonly<Partial<Record<FieldName, string>>>;

/** One order of a batch. */
export interface FieldSheet {
  readonly orderRecordId: string;
  /** The Shopify order's gid. */
  readonly orderId: string;
  /** Null where there is nothing to write yet. */
  readonly wanted: OrderFields | null;
  readonly written: WrittenFields | null;
  readonly digests: FieldDigests;
}

/** How one order of a batch ended. */
export type FieldEnd =
  | { readonly kind: "kept" }
  | {
      readonly kind: "written";
      readonly fields: WrittenFields;
      readonly digests: FieldDigests;
    }
  /** Shopify said no, or no worker survived it; tried again when the order moves on or somebody looks again. */
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "later"; readonly seconds: number }
  /** Something of its batch was refused, and not said what: it is tried by itself. */
  | { readonly kind: "doubted" };

/** The orders whose fields are to be looked at, and what was written on them. */
export interface FieldTasks {
  /** Leases up to `limit` batches, shops in turn. */
  claim(limit: number, leaseSeconds: number): Promise<readonly FieldBatch[]>;
  /** Those of the batch whose lease still holds and whose order Shopify knows. */
  load(batch: FieldBatch): Promise<readonly FieldSheet[]>;
  /** By order record. One that was asked for again meanwhile stays due. */
  settle(batch: FieldBatch, ends: ReadonlyMap<string, FieldEnd>): Promise<void>;
  /** Gives the batch back; where it failed its orders are looked at one by one. */
  defer(batch: FieldBatch, delay: Delay): Promise<void>;
  /** Whether the shop has the definitions of this version. */
  isDefined(shopId: string, version: number): Promise<boolean>;
  defined(shopId: string, version: number): Promise<void>;
}

/** The fields that one order is to get, over those that the digests stand for. */
export interface FieldChange {
  readonly orderId: string;
  readonly fields: WrittenFields;
  readonly digests: FieldDigests;
}

export type FieldsWritten =
  /** By the order's gid. */
  | { readonly outcome: "written"; readonly digests: ReadonlyMap<string, FieldDigests> }
  /** One of them is not as the digests say; nothing was written. */
  | { readonly outcome: "stale" }
  /** Nothing was written. Names the orders that it is for; none where Shopify does not say. */
  | { readonly outcome: "refused"; readonly orderIds: readonly string[]; readonly message: string }
  | StorefrontUnavailable;

export type FieldsRead =
  | { readonly outcome: "read"; readonly digests: ReadonlyMap<string, FieldDigests> }
  | StorefrontUnavailable;

export type FieldsDefined =
  | { readonly outcome: "defined" }
  /** Shopify said no, for one of them at least; fields can be written without a definition. */
  | { readonly outcome: "refused" }
  | StorefrontUnavailable;

/** The fields of orders in Shopify: all changes of one call, or none. */
export interface OrderFieldWriter {
  /** Makes the definitions of the fields, or brings them up to date. */
  define(shopId: string): Promise<FieldsDefined>;
  write(shopId: string, changes: readonly FieldChange[]): Promise<FieldsWritten>;
  read(shopId: string, orderIds: readonly string[]): Promise<FieldsRead>;
}

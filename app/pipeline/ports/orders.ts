import type { ShopShare } from "./shop-share.ts";
import type { Instant } from "../../domain/instant.ts";
import type { StateReason } from "../../domain/message-state.ts";
import type { OrderRecord } from "../../domain/order-record/order-record.ts";
import type { OrderReference } from "../../domain/order-record/order-update.ts";
import type { Block } from "../../domain/plan/block.ts";
import type { Intent } from "../../domain/plan/intent.ts";
import type { Policy } from "../../domain/plan/policy.ts";
import type { Step, StepAnswer } from "../../domain/plan/step.ts";
import type { NextCall, SettledCall } from "../../domain/storefront/bucket.ts";
import type { StorefrontOrder } from "../../domain/storefront/storefront-order.ts";

/** One worker's right to act on one order, until the lease ends. */
export interface Lease {
  readonly shopId: string;
  readonly orderRecordId: string;
  readonly token: string;
  /** Looks that came to an end since the order last moved, but those that said nothing of it. */
  readonly attempts: number;
  /** Of those before this one, how many in a row nobody foresaw how they ended. */
  readonly surprises: number;
  /** Leases before this one that ran out in a row: their workers ended or lost the database. */
  readonly lost: number;
}

/** All that is known of a leased order, but Shopify's side. */
export interface OrderWork {
  readonly record: OrderRecord;
  /** Every name that the sources used for the order. */
  readonly references: readonly OrderReference[];
  /** The Shopify order's gid, once found. */
  readonly orderId: string | null;
  readonly intents: readonly Intent[];
  /** Ids of the sources with role `oms`: only they move the storefront. */
  readonly driving: readonly string[];
  /** By source id. */
  readonly policies: Readonly<Record<string, Policy>>;
  /** Of what happened before this a replay was to tell no customer; null where there was none such. */
  readonly quietBefore: Instant | null;
  /** Since when a person or a workflow wants the order held; null where nobody does. */
  readonly heldSince: Instant | null;
}

export type AgainCause =
  /** The order got further: its looks are counted anew. */
  | "got_on"
  /** Shopify changed meanwhile, or its limit was reached: a look like any other. */
  | "look"
  /** Something that nobody foresaw, of which there are only so many in a row. */
  | "surprise"
  /** Nothing that lies with the order: this look is not counted. */
  | "passing";

export type LaneEnd =
  /** Nothing left to do: the storefront agrees with the record. */
  | {
      readonly kind: "agreed";
      /** Seconds to the next audit of what was fulfilled; null where none is due. */
      readonly auditSeconds: number | null;
    }
  /** Cannot go on; looked at again after so many seconds, or when something wakes the lane. */
  | { readonly kind: "blocked"; readonly blocks: readonly Block[]; readonly retrySeconds: number }
  /** More to do, by whoever is free then; nothing changes for the messages. */
  | { readonly kind: "again"; readonly retrySeconds: number; readonly cause: AgainCause }
  /** Out of tries: the order's messages on the way become dead. */
  | { readonly kind: "dead"; readonly reason: StateReason };

/** An order by its record, by Shopify's gid, or by the name that Shopify shows. */
export type OrderToWake =
  | { readonly by: "record"; readonly orderRecordId: string }
  | {
      readonly by: "order_id";
      readonly orderId: string;
      /** The gid of a fulfillment that was made: who knows of it already is not woken. */
      readonly newFulfillmentId: string | null;
    }
  /** Only records that were not found in Shopify yet: with `#` and without it. */
  | { readonly by: "name"; readonly name: string };

export interface Lanes {
  /** Leases up to `limit` lanes that are due, shops in turn; of a shop no more than its share, and what a person waits for. */
  claim(limit: number, leaseSeconds: number, share?: ShopShare): Promise<readonly Lease[]>;
  /**
   * Makes an order's lane due at once: something new may be seen of it. By its
   * record a person does that, who waits: that lane comes before all others of
   * the shop. Answers how many orders it woke.
   */
  wake(shopId: string, order: OrderToWake): Promise<number>;
  /** False where the lease is lost. */
  renew(lease: Lease, leaseSeconds: number): Promise<boolean>;
  /**
   * Ends the lease and settles the order's messages: a message whose shipment
   * (or whose whole order) is blocked becomes waiting or quarantined with that
   * block as its reason, every other planned or waiting one becomes applied
   * when the lane ended `agreed` or `blocked`. A lane that got new work
   * meanwhile stays due.
   */
  release(lease: Lease, end: LaneEnd): Promise<void>;
}

export interface Orders {
  /**
   * The order as it stands; null where the lease is lost. What the lane was
   * asked for before is covered by the reads that follow.
   */
  load(lease: Lease): Promise<OrderWork | null>;
  /**
   * Remembers the pairing. `merged` where another record already holds this
   * order: the updates were moved there and its lane was woken; this lease is over.
   * Throws `LeaseLost`.
   */
  attach(lease: Lease, order: StorefrontOrder): Promise<"attached" | "merged">;
  saveView(lease: Lease, view: StorefrontOrder, readAt: Instant): Promise<void>;
}

/** A step about to be sent. */
export interface NextStep {
  readonly step: Step;
  /** The plan version that the worker read; 0 where there was no such intent. */
  readonly expectedPlanVersion: number;
  readonly at: Instant;
}

export interface Intents {
  /**
   * Commits a step as `sent` before it is sent: makes the intent, or writes a
   * new plan into it (compare and set on `planVersion`). Null where the lease
   * or the comparison is lost: nothing may be sent.
   */
  begin(lease: Lease, next: NextStep): Promise<Intent | null>;
  settle(lease: Lease, intentId: string, answer: IntentAnswer): Promise<void>;
}

/** How an intent goes on after an answer or a read. */
export interface IntentAnswer {
  readonly state: Intent["state"];
  readonly resultId: string | null;
  readonly detail: string | null;
}

/** What a search for an order found. */
export type OrderSearch =
  | { readonly outcome: "found"; readonly order: StorefrontOrder }
  | { readonly outcome: "not_found" }
  | { readonly outcome: "ambiguous"; readonly names: readonly string[] }
  | StorefrontUnavailable;

export type StorefrontUnavailable =
  | { readonly outcome: "throttled"; readonly retryAfterMilliseconds: number }
  | { readonly outcome: "parked"; readonly reason: string }
  | { readonly outcome: "unreachable"; readonly reason: string };

/** One shop's storefront: reads and single writes, no retries of its own. */
export interface Storefront {
  find(shopId: string, reference: OrderReference): Promise<OrderSearch>;
  read(shopId: string, orderId: string): Promise<OrderSearch>;
  apply(shopId: string, step: Step): Promise<StepAnswer>;
}

/** A shop's API bucket, shared by all who call Shopify for it: asked before each call, told after it. */
export interface ApiBudget {
  /** Milliseconds to wait before this call may go; 0 takes the points and lets it go. */
  reserve(shopId: string, call: NextCall): Promise<number>;
  settle(shopId: string, call: SettledCall): Promise<void>;
}

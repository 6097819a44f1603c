import type { Instant } from "../domain/instant.ts";
import type { MappingProblem } from "../domain/mapping/interpret.ts";
import type { MappingVersion } from "../domain/mapping/mapping-version.ts";
import type { MessageState, MessageVia, StateReason } from "../domain/message-state.ts";
import type { Decision, OrderRecord } from "../domain/order-record/order-record.ts";
import type {
  LearntUpdate,
  OrderReference,
  OrderUpdate,
} from "../domain/order-record/order-update.ts";
import type { Block } from "../domain/plan/block.ts";
import type { Intent } from "../domain/plan/intent.ts";
import type { Policy } from "../domain/plan/policy.ts";
import type { Step, StepAnswer } from "../domain/plan/step.ts";
import type { DeduplicationRule } from "../domain/signature/deduplication.ts";
import type { SignatureScheme } from "../domain/signature/scheme.ts";
import type { LiveSecret } from "../domain/signature/secret.ts";
import type { SettledCall } from "../domain/storefront/bucket.ts";
import type { StorefrontOrder } from "../domain/storefront/storefront-order.ts";

// ── receive, verify, record ────────────────────────────────────────────────

/** A source's webhook URL as the receiver needs it, secrets opened. */
export interface ReceivingEndpoint {
  readonly shopId: string;
  readonly sourceId: string;
  readonly endpointId: string;
  /** `paused` records and does not interpret; `stopped` answers 410. */
  readonly state: "active" | "paused" | "stopped";
  readonly scheme: SignatureScheme;
  readonly secrets: readonly LiveSecret[];
  /** Bytes, before and after decompression; a larger body is refused. */
  readonly maxBodyBytes: number;
  /** What the sender may call its bodies; `any` also takes an unknown or missing content type. */
  readonly accepts: readonly ContentKind[];
  readonly deduplication: DeduplicationRule;
}

export type ContentKind = "json" | "xml" | "form" | "any";

export interface Endpoints {
  /** Null where no endpoint has this key. */
  find(key: string): Promise<ReceivingEndpoint | null>;
  /** Keeps a rejected delivery in the endpoint's capped ring, for the merchant to see why. */
  noteRejection(endpoint: ReceivingEndpoint, rejection: RejectedDelivery): Promise<void>;
}

export interface RejectedDelivery {
  readonly receivedAt: Instant;
  readonly code: string;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A message on its way into the inbox. */
export interface NewMessage {
  readonly id: string;
  readonly shopId: string;
  readonly sourceId: string;
  readonly receivedAt: Instant;
  readonly via: MessageVia;
  readonly deduplicationKey: string;
  /** Chosen headers, names in lower case, no credentials and no signatures. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
  readonly body: Uint8Array;
  /** SHA-256 of the body. */
  readonly bodyHash: Uint8Array;
  /** Set where an operator edited or replayed an older message. */
  readonly replayOf: string | null;
}

export type RecordOutcome =
  | { readonly outcome: "recorded"; readonly messageId: string }
  /** The same key and the same bytes were recorded before. */
  | { readonly outcome: "duplicate"; readonly messageId: string }
  /** The same key with other bytes: recorded beside the first, quarantined, not applied. */
  | { readonly outcome: "id_reuse_conflict"; readonly messageId: string; readonly firstId: string };

export interface Inbox {
  /** Commits the messages in one transaction; outcomes in the order given. Throws `InboxUnavailable`. */
  record(messages: readonly NewMessage[]): Promise<readonly RecordOutcome[]>;
}

// ── interpret, fold ────────────────────────────────────────────────────────

export interface ClaimedMessage {
  readonly shopId: string;
  readonly messageId: string;
  readonly receivedAt: Instant;
  readonly leaseToken: string;
  /** Claims before this one. */
  readonly attempts: number;
}

export interface StoredMessage {
  readonly id: string;
  readonly shopId: string;
  readonly sourceId: string;
  readonly receivedAt: Instant;
  readonly via: MessageVia;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
  readonly body: Uint8Array;
}

/** One update of a message, folded. */
export interface FoldedUpdate {
  readonly update: LearntUpdate;
  /** The record's key of the shipment (see `shipmentKeyOf`); null for updates of the order itself. */
  readonly shipmentKey: string | null;
  readonly decision: Decision;
}

export interface FoldRequest {
  readonly claim: ClaimedMessage;
  readonly sourceId: string;
  readonly via: MessageVia;
  readonly mappingVersionId: string;
  /** At least one; a message without updates is settled instead. */
  readonly updates: readonly OrderUpdate[];
  /** What else the mapping found wrong with the payload, kept beside the state. */
  readonly problems: readonly MappingProblem[];
}

/** The end of a message that changes no order. */
export interface Settlement {
  readonly state: Exclude<MessageState, "recorded" | "planned">;
  readonly reason: StateReason;
  /** Null where no mapping was tried. */
  readonly mappingVersionId: string | null;
  readonly problems: readonly MappingProblem[];
}

/** The pure fold of one order's updates, as `5-fold.ts` gives it. */
export type FoldUpdates = (
  record: OrderRecord,
  updates: readonly LearntUpdate[],
) => { readonly record: OrderRecord; readonly folded: readonly FoldedUpdate[] };

export interface Messages {
  /** Leases up to `limit` recorded messages, shops in turn, oldest first. */
  claim(limit: number, leaseSeconds: number): Promise<readonly ClaimedMessage[]>;
  load(claim: ClaimedMessage): Promise<StoredMessage | null>;
  /** The source's newest published mapping; null where none is published. */
  mapping(shopId: string, sourceId: string): Promise<MappingVersion | null>;
  /**
   * One transaction: finds or makes the order record of each update's
   * reference, locks it, folds, writes record, ledger, lane and the message's
   * state, and ends the claim. Nothing is written where the claim was lost.
   */
  fold(request: FoldRequest, fold: FoldUpdates): Promise<void>;
  /** Ends the claim with this state; nothing is written where the claim was lost. */
  settle(claim: ClaimedMessage, settlement: Settlement): Promise<void>;
  /** Gives the message back, to be claimed again after so many seconds. */
  defer(claim: ClaimedMessage, seconds: number): Promise<void>;
}

// ── plan, apply, confirm ───────────────────────────────────────────────────

/** One worker's right to act on one order, until the lease ends. */
export interface Lease {
  readonly shopId: string;
  readonly orderRecordId: string;
  readonly token: string;
  /** Tries since the order last moved. */
  readonly attempts: number;
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
}

export type LaneEnd =
  /** Nothing left to do: the storefront agrees with the record. */
  | { readonly kind: "agreed" }
  /** Cannot go on; looked at again after so many seconds, or when something wakes the lane. */
  | { readonly kind: "blocked"; readonly blocks: readonly Block[]; readonly retrySeconds: number }
  /** More to do, by whoever is free then; nothing changes for the messages. */
  | { readonly kind: "again"; readonly retrySeconds: number }
  /** Out of tries: the order's messages on the way become dead. */
  | { readonly kind: "dead"; readonly reason: StateReason };

/** An order by its record, by Shopify's gid, or by the name that Shopify shows. */
export type OrderToWake =
  | { readonly by: "record"; readonly orderRecordId: string }
  | { readonly by: "order_id"; readonly orderId: string }
  /** Only records that were not found in Shopify yet: with `#` and without it. */
  | { readonly by: "name"; readonly name: string };

export interface Lanes {
  /** Leases up to `limit` lanes that are due, shops in turn. */
  claim(limit: number, leaseSeconds: number): Promise<readonly Lease[]>;
  /** Makes an order's lane due at once: something new may be seen of it. Answers how many orders it woke. */
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
  /** Milliseconds to wait before a call of this cost may go; 0 takes the points and lets it go. */
  reserve(shopId: string, cost: number): Promise<number>;
  settle(shopId: string, call: SettledCall): Promise<void>;
}

/** The clock and the ids of the outside world, passed in so that tests own them. */
export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** A UUID of version 7, so that ids sort by time. */
  next(): string;
}

/** Unpacks gzip; `too_large` where the content would exceed so many bytes, which bombs do. */
export type Gunzip = (
  bytes: Uint8Array,
  maxBytes: number,
) => Promise<Uint8Array | "too_large" | "malformed">;

/** What is counted for the engineer on call; the label is a code of a closed list, never a shop. */
export type CounterName =
  | "oms.inbox.accepted"
  | "oms.inbox.duplicate"
  | "oms.inbox.quarantined"
  | "oms.inbox.refused"
  | "oms.signature.failed"
  | "oms.secret.previous_used"
  | "oms.message.settled"
  | "oms.lane.ended"
  | "oms.worker.failed";

/** What is timed, in seconds. */
export type DurationName = "oms.event.ack.duration" | "messaging.process.duration";

export interface Metrics {
  count(counter: CounterName, code: string): void;
  time(duration: DurationName, code: string, seconds: number): void;
}

/** One wide line per unit of work. No payload, no personal data, no secret. */
export interface Log {
  info(event: string, fields: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields: Readonly<Record<string, unknown>>): void;
  error(event: string, error: unknown, fields: Readonly<Record<string, unknown>>): void;
}

/** Where sealed bytes belong; they open nowhere else. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly shopId: string;
  readonly rowId: string;
}

/** One shop's data key. */
export interface DataKey {
  seal(place: SealedPlace, bytes: Uint8Array): Uint8Array;
  /** Throws `SealBroken` where the bytes were changed, moved or sealed with another key. */
  open(place: SealedPlace, sealed: Uint8Array): Uint8Array;
}

/** A data key as it is stored: only the named key of the installation opens it. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: Uint8Array;
}

/** Makes and opens the shops' data keys with the installation's key (`HANDOFF_KEY`). */
export interface Sealing {
  /** The key that wraps new data keys. */
  readonly keyId: string;
  newKey(shopId: string): WrappedKey;
  unwrap(shopId: string, key: WrappedKey): DataKey;
  /** The same data key under the installation's current key. */
  rewrap(shopId: string, key: WrappedKey): WrappedKey;
}

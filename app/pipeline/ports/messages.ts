import type { ShopShare } from "./shop-share.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Interpretation, MappingProblem, Payload } from "../../domain/mapping/interpret.ts";
import type { MappingVersion } from "../../domain/mapping/mapping-version.ts";
import type { SeenStatus } from "../../domain/mapping/seen-status.ts";
import type { MessageState, MessageVia, StateReason } from "../../domain/message-state.ts";
import type { Decision, OrderRecord } from "../../domain/order-record/order-record.ts";
import type { LearntUpdate, OrderUpdate } from "../../domain/order-record/order-update.ts";
import type { Delay, TriesBefore } from "./delay.ts";

export interface ClaimedMessage extends TriesBefore {
  readonly shopId: string;
  readonly messageId: string;
  readonly receivedAt: Instant;
  readonly leaseToken: string;
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
  /** The status of each item: counted with the message, which is kept by each that the map does not know. */
  readonly statuses?: readonly SeenStatus[];
}

/** The end of a message that changes no order. */
export interface Settlement {
  readonly state: Exclude<MessageState, "recorded" | "planned">;
  readonly reason: StateReason;
  /** Null where no mapping was tried. */
  readonly mappingVersionId: string | null;
  readonly problems: readonly MappingProblem[];
  /** Addresses that a thin webhook points to: their fetches are begun with it. */
  readonly fetches?: readonly string[];
  /** The status of each item, as in `FoldRequest`; none of a message that only tests. */
  readonly statuses?: readonly SeenStatus[];
}

/** The pure fold of one order's updates, as `5-fold.ts` gives it. */
export type FoldUpdates = (
  record: OrderRecord,
  updates: readonly LearntUpdate[],
) => { readonly record: OrderRecord; readonly folded: readonly FoldedUpdate[] };

/** Runs a mapping on a payload, away from whatever else the process does. */
export type Interpret = (payload: Payload, version: MappingVersion) => Promise<Interpretation>;

export interface Messages {
  /** Leases up to `limit` recorded messages, shops in turn, oldest first; of a shop no more than its share. */
  claim(limit: number, leaseSeconds: number, share?: ShopShare): Promise<readonly ClaimedMessage[]>;
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
  /** Gives the message back, to be claimed again after so many seconds; what is passing is not counted. */
  defer(claim: ClaimedMessage, delay: Delay): Promise<void>;
}

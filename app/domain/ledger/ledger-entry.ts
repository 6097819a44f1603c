import type { Instant } from "../instant.ts";
import type { MessageVia } from "../message-state.ts";
import type { Milestone } from "../milestone.ts";
import type { Decision } from "../order-record/order-record.ts";
import type { LearntUpdate } from "../order-record/order-update.ts";

/** What everybody is shown of one entry of the order ledger. */
export interface EntryFacts {
  readonly messageId: string | null;
  readonly via: MessageVia;
  readonly decision: Decision["kind"];
  readonly prior: Milestone | null;
  readonly milestone: Milestone;
  readonly sourceStatus: string;
  readonly shipmentKey: string | null;
  readonly detail: string | null;
  /** When it happened, by the source's clock; null where the source does not say. */
  readonly occurredAt: Instant | null;
  /** When the message came that first told it. */
  readonly receivedAt: Instant;
  /** When it was folded, and so known. */
  readonly enteredAt: Instant;
}

/** All that one entry says, as its hash covers it. */
export interface LedgerEntry extends EntryFacts {
  readonly sourceId: string;
  readonly mappingVersionId: string | null;
  readonly learnt: LearntUpdate;
}

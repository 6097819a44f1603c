import type { Instant } from "../instant.ts";
import type { MessageVia } from "../message-state.ts";
import type { Milestone } from "../milestone.ts";
import type { Decision } from "../order-record/order-record.ts";
import type { LearntUpdate } from "../order-record/order-update.ts";

/** What one entry of the order ledger says. */
export interface LedgerEntry {
  readonly messageId: string | null;
  readonly sourceId: string;
  readonly mappingVersionId: string | null;
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
  readonly learnt: LearntUpdate;
}

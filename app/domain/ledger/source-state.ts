import type { Instant } from "../instant.ts";
import type { MessageVia } from "../message-state.ts";
import type { Milestone } from "../milestone.ts";
import type { OrderRecord } from "../order-record/order-record.ts";
import { ownWord } from "../order-record/own-word.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

/** Where one source by itself says that the order stands. */
export interface SourceClaim {
  readonly sourceId: string;
  readonly milestone: Milestone;
  /** Its own word, from the first time that it said so. */
  readonly status: string;
  /** When it happened by its clock; where it gave no time, when we first had it. */
  readonly at: Instant;
}

/** Null where the source has not spoken of the order. */
export function claimOf(record: OrderRecord, sourceId: string): SourceClaim | null {
  const { milestone = null, status = null, at = null } = ownWord(record, sourceId) ?? {};
  if (milestone === null || status === null || at === null) return null;
  return { sourceId, milestone, status, at };
}

/** How a claim was learnt first. */
export interface ClaimOrigin {
  readonly learntAt: Instant;
  readonly via: MessageVia;
  readonly messageId: string | null;
  /** By the source's clock; null where it did not say. */
  readonly happenedAt: Instant | null;
}

/** From the entry that was the first to tell the claim's milestone. */
export function originOf(
  { at }: SourceClaim,
  first: Pick<LedgerEntry, "receivedAt" | "occurredAt" | "via" | "messageId">,
): ClaimOrigin {
  const { receivedAt, occurredAt, via, messageId } = first;
  const isUnsaid = occurredAt === null && at === receivedAt;
  return { learntAt: receivedAt, via, messageId, happenedAt: isUnsaid ? null : at };
}

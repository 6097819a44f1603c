import type { Instant } from "../instant.ts";
import type { MessageState, MessageVia } from "../message-state.ts";
import type { Milestone } from "../milestone.ts";
import type { Decision } from "../order-record/order-record.ts";
import type { Block } from "../plan/block.ts";
import type { IntentState } from "../plan/intent.ts";
import type { SourceRole } from "../source/source-role.ts";

/** One entry of the order ledger: a source said something of the order. */
export interface Claim {
  readonly sourceId: string;
  readonly role: SourceRole;
  readonly milestone: Milestone;
  /** The source's own word. */
  readonly status: string;
  readonly via: MessageVia;
  readonly decision: Decision["kind"];
  /** By the source's clock; null where it does not say. */
  readonly occurredAt: Instant | null;
  readonly receivedAt: Instant;
  readonly messageId: string | null;
}

/** A message of the order, or one that a log names for it. */
export interface MessageFact {
  readonly id: string;
  readonly sourceId: string;
  readonly via: MessageVia;
  readonly state: MessageState;
  readonly code: string;
  readonly detail: string;
  readonly deduplicationKey: string;
  /** What the source itself calls the event; null where it does not. */
  readonly eventId: string | null;
  readonly receivedAt: Instant;
  /** When each further copy of it came. */
  readonly duplicatesAt: readonly Instant[];
}

export const LOG_KINDS = ["sent", "entered", "passed_on"] as const;
/** `sent` is an attempt in the source's own log; `entered` and `passed_on` are a gateway's. */
export type LogKind = (typeof LOG_KINDS)[number];

/** One line of somebody else's log that speaks of the order. */
export interface LogLine {
  readonly sourceId: string;
  readonly kind: LogKind;
  readonly at: Instant;
  /** The source's id of the event. */
  readonly eventId: string | null;
  readonly status: string | null;
  /** Where it was sent. */
  readonly url: string | null;
  /** Null where no answer came, or the log does not say. */
  readonly responseCode: number | null;
  /** Until the answer, or until the sender gave up waiting. */
  readonly seconds: number | null;
  /** Whether the sender tries no more. */
  readonly isLast: boolean;
}

/** A delivery that failed verification; whose order it was is not known. */
export interface RefusalFact {
  readonly sourceId: string;
  readonly at: Instant;
  readonly code: string;
}

/** How a source is connected. */
export interface SourceFact {
  readonly sourceId: string;
  readonly name: string;
  readonly role: SourceRole;
  /** Our address, as the source should have it; null where it has no endpoint. */
  readonly url: string | null;
  readonly endpointState: "active" | "paused" | "stopped";
  /** What the source has registered; null where it was never read. */
  readonly registeredUrl: string | null;
  readonly checkedAt: Instant | null;
  /** Statuses that polling saw and no webhook ever carried. */
  readonly neverPushed: readonly string[];
  /** Since when its messages are built otherwise; null where they are not. */
  readonly driftedSince: Instant | null;
}

/** One change in Shopify, as it stands. */
export interface IntentFact {
  readonly kind: string;
  readonly state: IntentState;
  readonly detail: string | null;
  readonly at: Instant;
}

/** The Shopify order as last read, as far as a diagnosis asks. */
export interface StorefrontFact {
  readonly readAt: Instant;
  readonly status: string;
  /** When its first live fulfillment was made; null where nothing is fulfilled. */
  readonly fulfilledAt: Instant | null;
  readonly cancelledAt: Instant | null;
  /** Whether all that should be shipped is fulfilled. */
  readonly isFulfilled: boolean;
}

/** Work of the order that was begun and put off. */
export interface PutOffFact {
  /** Since when its oldest message waits for it. */
  readonly since: Instant;
  /** How often it was tried without getting further. */
  readonly attempts: number;
}

export type AgreementFact = "pending" | "agreed" | "waiting" | "needs_person";

/** All that a diagnosis of one order looks at. */
export interface OrderEvidence {
  readonly orderRecordId: string;
  readonly name: string;
  readonly now: Instant;
  /** How long two systems may differ before it is a fault. */
  readonly graceSeconds: number;
  readonly agreement: AgreementFact;
  readonly blocks: readonly Block[];
  readonly blockedSince: Instant | null;
  readonly claims: readonly Claim[];
  readonly messages: readonly MessageFact[];
  readonly log: readonly LogLine[];
  readonly refusals: readonly RefusalFact[];
  readonly sources: readonly SourceFact[];
  readonly intents: readonly IntentFact[];
  readonly storefront: StorefrontFact | null;
  /** Null where nothing is under way, or it was not tried often yet. */
  readonly putOff: PutOffFact | null;
}

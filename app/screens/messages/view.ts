import type { Instant } from "../../domain/instant.ts";
import type { Finding } from "../../domain/mapping/lint/finding.ts";
import type { MappingProblem } from "../../domain/mapping/interpret.ts";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { StatusMap } from "../../domain/mapping/mapping-version.ts";
import type { MessageState, MessageVia, StateReason } from "../../domain/message-state.ts";
import type { MessageZone } from "../../domain/zone.ts";
import type { SentDocument } from "../../domain/payload/sent-document.ts";
import type { LedgerLine, StepLineView } from "../orders/view.ts";

/** One message in a list. */
export interface MessageSummary {
  readonly id: string;
  readonly receivedAt: Instant;
  /** What the source calls it; null where it gave no id. */
  readonly eventId: string | null;
  readonly source: SourceName;
  readonly via: MessageVia;
  readonly isReplay: boolean;
  readonly state: MessageState;
  readonly reason: StateReason;
  readonly order: OrderLink | null;
}

export interface SourceName {
  readonly id: string;
  readonly name: string;
}

export interface OrderLink {
  readonly id: string;
  readonly name: string;
}

/** One page of a list in a fixed order; a cursor is null at its end. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly before: string | null;
  readonly after: string | null;
}

export const TIME_SPANS = ["hour", "day", "week", "month"] as const;
export type TimeSpan = (typeof TIME_SPANS)[number];

/** What a list of messages is narrowed to. */
export interface MessageFilter {
  readonly query: string;
  readonly sourceId: string | null;
  readonly states: readonly MessageState[];
  /** The zone of the message's problem. */
  readonly zone: MessageZone | null;
  /** A reason code of what stands still. */
  readonly reason: string | null;
  readonly vias: readonly MessageVia[];
  readonly received: ReceivedFilter | null;
}

/** When a message came: lately, or between two minutes on the shop's clock (`2026-11-21T14:05`), both included. */
export type ReceivedFilter =
  | { readonly kind: "span"; readonly span: TimeSpan }
  | { readonly kind: "between"; readonly from: string | null; readonly to: string | null };

/** Names with their values, in the order in which they came. */
export type SentPairs = readonly (readonly [name: string, value: string])[];

/** The body, as far as it can still be shown. */
export type PayloadView =
  | { readonly kind: "document"; readonly document: SentDocument }
  /** Text that is no JSON, XML or form: where it breaks, and what is wrong. */
  | { readonly kind: "unreadable"; readonly at: string | null; readonly detail: string }
  | { readonly kind: "binary" }
  | { readonly kind: "empty" }
  | { readonly kind: "removed" };

/** What was received. */
export interface ContentView {
  readonly headers: SentPairs;
  readonly query: SentPairs;
  readonly payload: PayloadView;
}

/** What was received with nothing hidden. */
export interface RevealedContent {
  readonly content: ContentView;
  /** The body as it came; null where it is no text. */
  readonly text: string | null;
}

/** A message's part in one order. */
export interface MessagePart {
  readonly order: OrderLink;
  readonly state: MessageState;
  readonly reason: StateReason;
  readonly ledger: readonly LedgerLine[];
  readonly steps: readonly StepLineView[];
}

/** A message that replays another. */
export interface ReplaySummary {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly isEdited: boolean;
  readonly state: MessageState;
}

/** An address that a thin webhook points to, and what came of asking it. */
export interface FetchView {
  readonly id: string;
  readonly url: string;
  readonly state: "open" | "fetched" | "empty" | "failed";
  /** Why it is not fetched yet, or could not be; null where there is nothing to say. */
  readonly detail: string | null;
  /** The message that holds what was fetched. */
  readonly resultId: string | null;
  readonly updatedAt: Instant;
}

/** A message to be edited, and what would read it; nothing of its content. */
export interface EditableMessage {
  readonly id: string;
  readonly name: string | null;
  readonly receivedAt: Instant;
  readonly source: SourceName;
  /** What the source publishes; null where nothing is. */
  readonly live: LiveMapping | null;
  readonly isGone: boolean;
}

export interface LiveMapping {
  readonly version: number;
  readonly mapping: Mapping;
  readonly statusMap: StatusMap;
}

export interface MessageDetail extends MessageSummary {
  /** Its source was taken out of use; there is nothing of it to be changed any more. */
  readonly isSourceRemoved: boolean;
  /** Whether its source signs; null where the source is removed, and nobody knows any more. */
  readonly isSigned: boolean | null;
  /** What would mend the mapping in force for this message. */
  readonly findings: readonly Finding[];
  readonly deduplicationKey: string;
  readonly bodySize: number;
  /** Null until it was interpreted. */
  readonly interpretedAt: Instant | null;
  readonly updatedAt: Instant;
  readonly mappingVersion: number | null;
  readonly problems: readonly MappingProblem[];
  readonly replayOf: string | null;
  /** Whether a person changed what it replays. */
  readonly isEdited: boolean;
  readonly replays: readonly ReplaySummary[];
  /** The addresses that it points to. */
  readonly fetches: readonly FetchView[];
  /** The message that pointed to it; null where none did. */
  readonly fetchedFor: string | null;
  readonly duplicates: readonly { readonly id: string; readonly receivedAt: Instant }[];
  readonly parts: readonly MessagePart[];
  readonly content: ContentView;
}

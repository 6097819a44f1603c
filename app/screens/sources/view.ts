import type { AccessSummary } from "../access/view.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Finding } from "../../domain/mapping/lint/finding.ts";
import type { NotedDrift } from "../../domain/mapping/lint/source-shape.ts";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { StatusMap } from "../../domain/mapping/mapping-version.ts";
import type { MessageVia } from "../../domain/message-state.ts";
import type { Policy } from "../../domain/plan/policy.ts";
import type { ResponseContract } from "../../domain/signature/response-contract.ts";
import type { SignatureScheme } from "../../domain/signature/scheme.ts";
import type { PollingState } from "../polling/view.ts";
import type { QueueSummary } from "../queue/view.ts";
import type { PresetProof } from "../../domain/source/source-form.ts";
import type { SourceRole } from "../../domain/source/source-role.ts";

export type EndpointState = "active" | "paused" | "stopped";

/** One source in a list. */
export interface SourceSummary {
  readonly id: string;
  readonly name: string;
  readonly role: SourceRole;
  readonly endpointState: EndpointState;
  readonly lastMessageAt: Instant | null;
  /** Messages that wait, need attention or were given up. */
  readonly open: number;
  readonly mappingVersion: number | null;
}

export interface SecretView {
  readonly id: string;
  readonly createdAt: Instant;
  /** To the minute; null where it never signed anything that came. */
  readonly lastUsedAt: Instant | null;
  /** Null while it is the one in use. */
  readonly expiresAt: Instant | null;
}

export interface RejectionView {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly code: string;
  readonly detail: string;
  readonly bodySize: number;
}

export interface PublishedMapping {
  readonly version: number;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  readonly mapping: Mapping;
  readonly statusMap: StatusMap;
}

/** One lasting change of a source's messages, with what it means for the mapping. */
export interface DriftView extends NotedDrift {
  readonly via: MessageVia;
  /** Of so many messages that were looked at since. */
  readonly of: number;
  /** What a lint says of it; null where the mapping does not read what changed. */
  readonly finding: Finding | null;
}

/** What is known of how a source's messages are built. */
export interface ShapeView {
  /** From how many messages the usual shape was learnt so far; null once it is known. */
  readonly learning: { readonly learnt: number; readonly needed: number } | null;
  readonly drifts: readonly DriftView[];
}

export interface SourceDetail {
  readonly id: string;
  readonly name: string;
  readonly role: SourceRole;
  readonly policy: Policy;
  readonly endpoint: {
    readonly url: string;
    readonly state: EndpointState;
    readonly scheme: SignatureScheme;
    readonly maxBodyBytes: number;
    readonly response: ResponseContract;
    /** Whether what cannot be read is answered with 422. */
    readonly strictReject: boolean;
  };
  readonly secrets: readonly SecretView[];
  readonly mapping: PublishedMapping | null;
  /** Statuses that messages used and that no status map of the source knows, as the source writes them. */
  readonly unmappedStatuses: readonly string[];
  /** Messages that stopped at a status and were not replayed; at most `MOST_COUNTED`. */
  readonly stoppedMessages: number;
  readonly shape: ShapeView;
  readonly rejections: readonly RejectionView[];
  /** How its API is reached; null where nothing was entered. */
  readonly access: AccessSummary | null;
  /** Whether Handoff can sign a test itself: not where only the source holds the key. */
  readonly canSign: boolean;
  readonly polling: PollingSummary;
  readonly queue: QueueSummary;
  /** Null where nothing is known of it. */
  readonly reports: WebhookReports | null;
}

/** What a source says of its own webhooks. */
export interface WebhookReports {
  /** Empty where none is registered; null where it was never looked up. */
  readonly registeredUrl: string | null;
  readonly isOurs: boolean | null;
  readonly checkedAt: Instant | null;
  /** Up to when its log is kept; null where it is not read by itself. */
  readonly readUntil: Instant | null;
  /** Of the last seven days. */
  readonly lines: number;
  /** Why it could not be asked the last time. */
  readonly problem: string | null;
}

/** A source that is out of use for good. */
export interface RemovedSource {
  readonly id: string;
  readonly name: string;
  readonly removedAt: Instant;
}

/** How polling of a source stands. */
export interface PollingSummary {
  readonly state: PollingState;
  /** What stopped the last poll; null where it went through. */
  readonly problem: string | null;
  readonly nextPollAt: Instant | null;
}

/** The newest thing that an endpoint saw. */
export type Arrival =
  | {
      readonly kind: "received";
      readonly messageId: string;
      readonly at: Instant;
      readonly isTest: boolean;
    }
  | { readonly kind: "rejected"; readonly at: Instant; readonly code: string };

/** A preset as the form shows it. */
export interface PresetChoice {
  readonly id: string;
  readonly name: string;
  /** Where to click in that system; one step an entry. */
  readonly help: readonly string[];
  /** Whether it delivers through a message queue, and so signs nothing. */
  readonly isQueued: boolean;
  readonly proof: PresetProof;
  /** Where its key set is, as far as that is known; null where it has none. */
  readonly keySetUrl: string | null;
}

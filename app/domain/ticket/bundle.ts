import type { Diagnosis } from "../diagnosis/verdict.ts";
import type { OrderEvidence } from "../diagnosis/evidence.ts";
import type { EventPath, PathGap } from "../diagnosis/path-log.ts";
import type { Instant } from "../instant.ts";
import type { LedgerEntry } from "../ledger/ledger-entry.ts";
import type { LedgerVerdict } from "../ledger/verify-ledger.ts";
import type { Link } from "../ledger/chain.ts";
import type { Mapping } from "../mapping/mapping.ts";
import type { StatusMap } from "../mapping/mapping-version.ts";
import type { Decision, OrderRecord } from "../order-record/order-record.ts";
import type { OrderReference } from "../order-record/order-update.ts";
import type { IntentState } from "../plan/intent.ts";

export const BUNDLE_FORMAT = "handoff-ticket";
export const BUNDLE_VERSION = 1;

/** What whoever works on a ticket needs, without anything about a person and without a key. */
export interface TicketBundle {
  readonly format: typeof BUNDLE_FORMAT;
  readonly version: typeof BUNDLE_VERSION;
  readonly madeAt: Instant;
  readonly app: AppVersions;
  readonly shop: string;
  readonly orders: readonly BundledOrder[];
  readonly sources: readonly BundledSource[];
}

export interface AppVersions {
  readonly handoff: string;
  /** As whoever runs it named it. */
  readonly release: string;
  readonly node: string;
  /** Of Shopify's Admin API. */
  readonly shopifyApi: string;
}

export interface BundledOrder extends RecordedRun {
  readonly orderRecordId: string;
  readonly name: string;
  /** Shopify's gid; null while it is not found there. */
  readonly orderId: string | null;
  readonly references: readonly OrderReference[];
  readonly paths: readonly (EventPath & { readonly gap: PathGap | null })[];
  /** How the whole ledger was found, before anything was taken out of it. */
  readonly ledgerCheck: LedgerVerdict;
  readonly steps: readonly BundledStep[];
}

/**
 * What was known, and what was made of it: the same again whenever it is run
 * again. See `rerun`.
 */
export interface RecordedRun {
  /** The record before the ledger's first entry here; empty where the ledger is whole. */
  readonly before: OrderRecord;
  readonly ledger: readonly BundledEntry[];
  readonly record: OrderRecord;
  readonly evidence: OrderEvidence;
  readonly diagnosis: Diagnosis;
}

export interface BundledEntry {
  readonly id: string;
  /** The entry's place and hash as they are kept; null where it was never chained. */
  readonly link: Link | null;
  readonly entry: LedgerEntry;
  /** What the entry meant to the record at that moment. */
  readonly meant: Decision;
}

/** One mutation of Shopify that was written down. */
export interface BundledStep {
  readonly kind: string;
  readonly state: IntentState;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  readonly updatedAt: Instant;
  readonly attempts: number;
  readonly detail: string | null;
}

/** A source that spoke of one of the orders, or should have. */
export interface BundledSource {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly preset: string | null;
  readonly health: EndpointHealth;
  /** Those that read the orders' messages, and the one in force. */
  readonly mappings: readonly BundledMapping[];
}

export interface EndpointHealth {
  readonly state: string | null;
  /** Whether what cannot be read is answered with 422. */
  readonly strictReject: boolean;
  readonly lastMessageAt: Instant | null;
  /** Deliveries of the last week that were refused, by why. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly polling: {
    readonly state: string;
    /** Of the last poll, in one sentence; null where it went well. */
    readonly problem: string | null;
    readonly nextPollAt: Instant | null;
  };
}

export interface BundledMapping {
  readonly id: string;
  readonly version: number;
  readonly isInForce: boolean;
  readonly publishedAt: Instant | null;
  readonly mapping: Mapping;
  readonly statusMap: StatusMap;
}

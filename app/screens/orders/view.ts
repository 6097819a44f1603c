import type { AskedSource } from "../../domain/order-status/asked-source.ts";
import type { Instant } from "../../domain/instant.ts";
import type { BesideStorefront } from "../../domain/discrepancy/beside-storefront.ts";
import type { EntryFacts } from "../../domain/ledger/ledger-entry.ts";
import type { LedgerMoment, Neighbours } from "../../domain/ledger/past.ts";
import type { ClaimOrigin } from "../../domain/ledger/source-state.ts";
import type { LedgerVerdict } from "../../domain/ledger/verify-ledger.ts";
import type { Milestone } from "../../domain/milestone.ts";
import type { OrderTruth } from "../../domain/order-record/order-truth.ts";
import type { OrderReference } from "../../domain/order-record/order-update.ts";
import type { ReviewMark } from "../../domain/order-record/review-mark.ts";
import type { AskedHold } from "../../domain/plan/asked-hold.ts";
import type { FlowEventView, FlowRunView } from "../flow/view.ts";
import type { Block, BlockCode } from "../../domain/plan/block.ts";
import type { IntentState } from "../../domain/plan/intent.ts";
import type { Step } from "../../domain/plan/step.ts";
import type { StepSummary } from "../../domain/plan/step-summary.ts";
import type { StorefrontOrder } from "../../domain/storefront/storefront-order.ts";
import type { Zone } from "../../domain/zone.ts";

export const AGREEMENTS = ["pending", "agreed", "waiting", "needs_person"] as const;
/** Whether the storefront shows what the sources say. */
export type Agreement = (typeof AGREEMENTS)[number];

/** One order in a list. */
export interface OrderSummary {
  readonly id: string;
  readonly name: string;
  readonly agreement: Agreement;
  readonly milestone: Milestone | null;
  /** Shopify's fulfillment status as last read. */
  readonly storefrontStatus: string | null;
  readonly blocks: readonly Block[];
  /** Since when it could not be brought to agree; null where nothing blocks. */
  readonly blockedSince: Instant | null;
  /** Whether somebody asked to hold it, and to look at it. */
  readonly isHeld: boolean;
  readonly isMarked: boolean;
  readonly updatedAt: Instant;
}

/** What people and their workflows asked for about an order. */
export interface OrderCare {
  readonly hold: AskedHold | null;
  /** Whether Shopify showed a hold of ours when it was last read. */
  readonly isHoldShown: boolean;
  readonly review: ReviewMark | null;
  readonly events: readonly FlowEventView[];
  readonly runs: readonly FlowRunView[];
}

export const WAITING_SPANS = ["hour", "day", "three_days", "week"] as const;
/** For how long at least an order has been blocked. */
export type WaitingSpan = (typeof WAITING_SPANS)[number];

/** What a list of orders is narrowed to; null narrows nothing. */
export interface OrderFilter {
  readonly query: string;
  readonly agreement: Agreement | null;
  readonly block: BlockCode | null;
  /** A source that spoke of the order. */
  readonly sourceId: string | null;
  readonly milestone: Milestone | null;
  readonly waiting: WaitingSpan | null;
  /** Held or marked by somebody. */
  readonly care: CareKind | null;
  /** Where its handoff is broken now. */
  readonly zone: Zone | null;
}

export const CARE_KINDS = ["marked", "held"] as const;
export type CareKind = (typeof CARE_KINDS)[number];

/** One line of the ledger. */
export interface LedgerLine extends EntryFacts {
  readonly id: string;
  readonly sourceName: string;
}

/** A page of the ledger, newest first. */
export interface LedgerPage {
  readonly ledger: readonly LedgerLine[];
  /** The cursor of older ledger entries; null where all are shown. */
  readonly olderLedger: string | null;
}

/** Whether the ledger is as it was written; `unchecked` is too long for a screen to tell. */
export type LedgerCheck = LedgerVerdict | { readonly kind: "unchecked"; readonly entries: number };

/** One change in Shopify, as it was written down before it was sent. */
export interface StepLineView {
  readonly id: string;
  readonly kind: Step["kind"];
  readonly does: StepSummary;
  readonly shipmentKey: string | null;
  readonly state: IntentState;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  readonly updatedAt: Instant;
  readonly attempts: number;
  readonly detail: string | null;
}

/** Where one source says that the order stands. */
export interface SourceSays {
  readonly sourceId: string;
  readonly sourceName: string;
  readonly role: "oms" | "wms" | "erp";
  readonly milestone: Milestone | null;
  /** The source's own word. */
  readonly status: string | null;
  readonly at: Instant | null;
  /** How it was learnt first. */
  readonly origin: ClaimOrigin | null;
  /** Null where the storefront was not read yet. */
  readonly beside: BesideStorefront | null;
}

/** What the systems say of an order, and Shopify shows. */
export interface OrderSides {
  readonly truth: OrderTruth;
  readonly sources: readonly SourceSays[];
  readonly storefront: { readonly order: StorefrontOrder; readonly readAt: Instant } | null;
}

/** An order as it was at a moment. */
export interface PastOrder extends OrderSides, LedgerPage, Neighbours {
  readonly id: string;
  readonly name: string;
  readonly moment: LedgerMoment;
  /** Entries that count at that moment, of all. */
  readonly shown: number;
  readonly total: number;
}

export interface OrderDetail extends OrderSummary, OrderSides, LedgerPage {
  /** The Shopify order's gid, once found. */
  readonly orderId: string | null;
  readonly agreedAt: Instant | null;
  /** Why what is known could not be written on the order in Shopify last; null where it was. */
  readonly fieldProblem: string | null;
  readonly references: readonly OrderReference[];
  readonly ledgerCheck: LedgerCheck;
  readonly steps: readonly StepLineView[];
  /** When Handoff looks again, and whether it is at it or about to; null where nothing is to be done. */
  readonly nextLook: { readonly dueAt: Instant; readonly isDue: boolean } | null;
  /** The sources that are asked about it when somebody has it looked at again. */
  readonly asked: readonly AskedSource[];
  /** Whether an answer, or what is new of one, is still on its way. */
  readonly isAsking: boolean;
}

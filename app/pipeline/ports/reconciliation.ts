import type { Instant } from "../../domain/instant.ts";
import type {
  BelievedOrder,
  ShownOrder,
  StorefrontVerdict,
} from "../../domain/reconciliation/judge-storefront.ts";
import type {
  GapKind,
  Healing,
  ReconciliationReport,
  SourceTally,
} from "../../domain/reconciliation/report.ts";
import type { StorefrontUnavailable } from "./orders.ts";
import type { RunInWork } from "./runs.ts";

/** Shopify's orders in pages, for reads that nobody waits for. */
export interface StorefrontList {
  page(shopId: string, request: OrderPageRequest): Promise<OrderPage>;
}

export interface OrderPageRequest {
  /** Orders that changed since then. */
  readonly since: Instant;
  /** Where the last page ended; null for the first. */
  readonly after: string | null;
}

export type OrderPage =
  | {
      readonly outcome: "read";
      readonly orders: readonly ShownOrder[];
      /** Where the next page begins; null at the end. */
      readonly next: string | null;
      /** Points that it took of the bucket. */
      readonly points: number;
      /** Points a second; null where Shopify did not say. */
      readonly restoreRate: number | null;
    }
  | StorefrontUnavailable;

/** Changes that were learnt in a span of time. */
export interface ChangeSpan {
  readonly from: Instant;
  readonly to: Instant;
}

export interface DifferingOrder extends BelievedOrder {
  readonly name: string;
  readonly verdict: Exclude<StorefrontVerdict, "agrees">;
  /** Both sides in words, for a person. */
  readonly detail: string;
}

/** What reconciliation reads and writes of one shop. */
export interface Reconciliations {
  /** Writes its row, and asks every source that is polled for a poll now. */
  begin(run: RunInWork, report: ReconciliationReport): Promise<void>;
  /** Whether a poll that was asked for, or a message of before this moment, is still under way. */
  isCatchingUp(run: RunInWork): Promise<boolean>;
  /** How many orders the storefront list may have at most, as far as we know. */
  knownOrders(shopId: string): Promise<number>;
  believed(shopId: string, orderIds: readonly string[]): Promise<readonly BelievedOrder[]>;
  /** Writes the gaps and makes their lanes due. */
  addDiffering(run: RunInWork, orders: readonly DifferingOrder[], at: Instant): Promise<void>;
  /** Compares what was learnt in the span; writes the gaps. Counting it again changes nothing. */
  compare(run: RunInWork, span: ChangeSpan): Promise<readonly SourceTally[]>;
  /** Marks the gaps whose orders agree since, of this run and of those before it. */
  noteHealed(run: RunInWork): Promise<RunHealing>;
  /** Keeps the report, and forgets those of long ago. */
  end(run: RunInWork, report: ReconciliationReport, at: Instant): Promise<void>;
}

export interface RunHealing extends Healing {
  readonly gaps: Readonly<Record<GapKind, number>>;
  /** Of `open`: orders that are being worked on now. */
  readonly atWork: number;
}

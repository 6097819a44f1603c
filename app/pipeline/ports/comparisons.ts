import type { ComparedOrder } from "../../domain/backtest/compared-order.ts";
import type { DifferenceKind } from "../../domain/backtest/difference.ts";
import type { BacktestSummary } from "../../domain/run/backtest.ts";
import type { OrderRecord } from "../../domain/order-record/order-record.ts";
import type { StoredMessage } from "./messages.ts";
import type { RunInWork } from "./runs.ts";

/** Messages in the order in which they were received. */
export interface MessageBatch {
  readonly messages: readonly StoredMessage[];
  /** The last one that was looked at, also where its content is gone; null at the end. */
  readonly last: string | null;
  /** How many were looked at whose content is gone. */
  readonly unread: number;
}

/** An order that a reference leads to. */
export interface KnownOrder {
  readonly orderRecordId: string;
  readonly name: string;
}

/** One order of a comparison, as it is kept between two slices. */
export interface OrderComparison {
  readonly key: string;
  readonly orderRecordId: string | null;
  readonly name: string;
  /** The last message that was added: one that comes again is left out. */
  readonly messageId: string;
  readonly messages: number;
  readonly compared: ComparedOrder;
}

export interface JudgedComparison extends OrderComparison {
  readonly differences: readonly DifferenceKind[];
  readonly mails: { readonly live: number; readonly draft: number };
}

export interface MessageSpan {
  readonly sourceId: string;
  /** The first and the last message. */
  readonly from: string;
  readonly to: string;
}

/** What backtests and checks of replays read and write; no order is changed by them. */
export interface Comparisons {
  /** The messages of a source after one of them; from the first where that is null. */
  ofSpan(run: RunInWork, span: MessageSpan, after: string | null): Promise<MessageBatch>;
  /** The messages that a run is about. */
  ofRun(run: RunInWork, after: string | null): Promise<MessageBatch>;
  /** By `referenceKey`; those that lead nowhere are absent. */
  knownOrders(
    shopId: string,
    references: readonly string[],
  ): Promise<ReadonlyMap<string, KnownOrder>>;
  records(
    shopId: string,
    orderRecordIds: readonly string[],
  ): Promise<ReadonlyMap<string, OrderRecord>>;
  load(run: RunInWork, keys: readonly string[]): Promise<ReadonlyMap<string, OrderComparison>>;
  save(run: RunInWork, orders: readonly JudgedComparison[]): Promise<void>;
  summarise(run: RunInWork): Promise<Pick<BacktestSummary, "orders" | "differences" | "mails">>;
}

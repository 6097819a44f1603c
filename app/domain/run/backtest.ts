import type { DifferenceKind } from "../backtest/difference.ts";
import type { MappingContent } from "../backtest/read-both.ts";
import type { SideRules } from "../backtest/side.ts";

/** Messages of one backtest; of a busier source only the newest are looked at, and the screen says so. */
export const MOST_BACKTESTED = 10_000;

/** As long as contents are kept by default. */
export const BACKTEST_DAYS = 30;

/** What a backtest compares, as it was when it was started. */
export interface BacktestParameters {
  readonly rules: SideRules;
  /** Null where the source has none in force. */
  readonly live: (MappingContent & { readonly id: string }) | null;
  readonly draft: MappingContent & { readonly id: string };
  /** The first and the last message looked at; null where there are none. */
  readonly span: { readonly from: string; readonly to: string } | null;
  /** More messages were there than are looked at. */
  readonly isCut: boolean;
}

export interface BacktestSummary {
  /** Messages read. */
  readonly messages: number;
  /** Messages whose content was removed. */
  readonly unread: number;
  readonly orders: number;
  /** Orders with this difference. */
  readonly differences: Readonly<Partial<Record<DifferenceKind, number>>>;
  readonly mails: { readonly live: number; readonly draft: number };
}

import type { Failures } from "../../domain/backtest/compared-order.ts";
import type { DifferenceKind } from "../../domain/backtest/difference.ts";
import type { MayPublish } from "../../domain/backtest/may-publish.ts";
import type { OrderOutcome } from "../../domain/backtest/outcome.ts";
import type { MappingContent } from "../../domain/backtest/read-both.ts";
import type { Instant } from "../../domain/instant.ts";
import type { BacktestSummary } from "../../domain/run/backtest.ts";
import type { RunView } from "../runs/view.ts";

/** Who published a version and when; of a draft who saved it. */
export interface VersionName {
  readonly by: string;
  readonly at: Instant | null;
}

export interface NamedVersion extends MappingContent, VersionName {
  readonly id: string;
  readonly version: number;
  readonly isDraft: boolean;
}

export interface BacktestView {
  readonly run: RunView;
  readonly summary: BacktestSummary | null;
  /** There were more messages than a backtest looks at. */
  readonly isCut: boolean;
}

/** All that is to be seen before a mapping goes live. */
export interface PublishView {
  readonly source: { readonly id: string; readonly name: string };
  readonly candidate: NamedVersion;
  readonly live: NamedVersion | null;
  readonly verdict: MayPublish;
  /** Null where what would be published was never tried. */
  readonly backtest: BacktestView | null;
}

/** One order that would come out otherwise. */
export interface OrderDifference {
  readonly key: string;
  /** Empty where no order was found in the message. */
  readonly name: string;
  /** The order record; null where there is none yet. */
  readonly orderId: string | null;
  /** The message, where it names no order. */
  readonly messageId: string | null;
  readonly kinds: readonly DifferenceKind[];
  readonly live: OrderOutcome;
  readonly draft: OrderOutcome;
  readonly newlyFails: Failures;
  readonly noLongerFails: Failures;
}

export interface VersionView extends NamedVersion {
  readonly at: Instant;
  /** The number of the version that it took back into force. */
  readonly copyOf: number | null;
  /** Messages that it interpreted. */
  readonly messages: number;
  readonly hasMoreMessages: boolean;
}

/** The newest first, the draft before all. */
export interface VersionsView {
  readonly source: { readonly id: string; readonly name: string };
  readonly versions: readonly VersionView[];
}

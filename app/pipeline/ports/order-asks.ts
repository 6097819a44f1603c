import type { PollProblem } from "../../domain/polling/problem.ts";
import type { OrderNames } from "../../domain/polling/single-order.ts";
import type { ClaimedPoll } from "./polling.ts";

/** An order about which somebody wants a source to be asked at once. */
export interface OrderAsk {
  readonly orderRecordId: string;
  /** Tells this wish from a later one about the same order. */
  readonly askedAt: string;
  readonly names: OrderNames;
}

/** What came of it. */
export type AskEnd =
  /** The source answered; what was new of it is recorded. */
  | { readonly outcome: "answered"; readonly messageIds: readonly string[] }
  /** The source has no such order. */
  | { readonly outcome: "not_there" }
  /** It takes no question about a single order, so that its lists were read. */
  | { readonly outcome: "listed"; readonly messageIds: readonly string[] }
  | { readonly outcome: "failed"; readonly problem: PollProblem };

export interface OrderAsks {
  /** Those that wait for the source of this claim, the oldest first; few at a time. */
  waiting(claim: ClaimedPoll): Promise<readonly OrderAsk[]>;
  /** Nothing is written where somebody has asked anew meanwhile. */
  settle(claim: ClaimedPoll, ask: OrderAsk, end: AskEnd): Promise<void>;
}

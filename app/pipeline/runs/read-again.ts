import { type ComparedOrder, UNTOLD } from "../../domain/backtest/compared-order.ts";
import { compareReadings, type ReadMessage } from "../../domain/backtest/read-both.ts";
import { type SideRules, sideOf } from "../../domain/backtest/side.ts";
import type { Instant } from "../../domain/instant.ts";
import type { MappingVersion } from "../../domain/mapping/mapping-version.ts";
import { isPolled } from "../../domain/polling/polled.ts";
import type { Messages, StoredMessage } from "../ports.ts";
import type { BacktestPorts } from "./backtest-slice.ts";
import type { BatchMessage, Comparing } from "./compare-batch.ts";

export interface ReadAgainPorts extends BacktestPorts {
  readonly messages: Pick<Messages, "mapping">;
}

export interface Reading {
  readonly message: StoredMessage;
  /** From when its claims count that carry no time of their own. */
  readonly learntAt: Instant;
  /** The moment at which it is judged whether the customer may be told. */
  readonly now: Instant;
  /** The mapping in force; null where there is none. */
  readonly version: MappingVersion | null;
}

const UNREAD: ReadMessage = { orders: new Map(), orphan: null };

/** What a message says to the mapping in force; that it cannot be read is shown as news too. */
export async function readAgain(
  { interpret, unpack }: ReadAgainPorts,
  { message, learntAt, now, version }: Reading,
): Promise<BatchMessage> {
  if (version === null) return { id: message.id, read: UNREAD };
  const body = await unpack(message);
  const draft = await interpret({ ...message, body, isPolled: isPolled(message.headers) }, version);
  const live = { updates: [], problems: [], ignored: [], fetches: [], statuses: [] };
  const received = { ...message, receivedAt: learntAt, now };
  return { id: message.id, read: compareReadings(received, { live, draft }) };
}

/** Begins each order on both sides as it is known now: what a message adds is the difference. */
export function asKnownNow(
  { comparisons }: ReadAgainPorts,
  shopId: string,
  rules: SideRules,
): Comparing["begin"] {
  return async (_key, orderRecordId): Promise<ComparedOrder> => {
    if (orderRecordId === null) return UNTOLD;
    const record = (await comparisons.records(shopId, [orderRecordId])).get(orderRecordId);
    if (record === undefined) return UNTOLD;
    const side = sideOf(record, rules);
    return { ...UNTOLD, live: side, draft: side };
  };
}

import { type ComparedOrder, UNTOLD } from "../../domain/backtest/compared-order.ts";
import { compareReadings, type ReadMessage } from "../../domain/backtest/read-both.ts";
import { type SideRules, sideOf } from "../../domain/backtest/side.ts";
import type { Instant } from "../../domain/instant.ts";
import type { MappingVersion } from "../../domain/mapping/mapping-version.ts";
import { isPolled } from "../../domain/polling/polled.ts";
import type { ReplayCheckParameters } from "../../domain/run/replay.ts";
import type { Messages, RunInWork, StoredMessage } from "../ports.ts";
import { type BacktestPorts, sliceEnd } from "./backtest-slice.ts";
import { type BatchMessage, compareBatch } from "./compare-batch.ts";
import type { RunSlice } from "./run-kind.ts";

export interface ReplayCheckPorts extends BacktestPorts {
  readonly messages: Pick<Messages, "mapping">;
}

/** Shows what a replay would change in each order as it is known now, and whom it would mail; nothing is changed. */
export function replayCheckSlice(ports: ReplayCheckPorts): RunSlice {
  return async (run) => {
    const { rules, now } = run.parameters as ReplayCheckParameters<SideRules>; // as `startReplayCheck` wrote them
    const place = run.place as { readonly after: string } | null; // as `sliceEnd` wrote it
    const batch = await ports.comparisons.ofRun(run, place?.after ?? null);
    const mappings = await mappingsOf(ports, run, batch.messages);
    const read = await Promise.all(
      batch.messages.map((message) =>
        readAgain(ports, { message, now, version: mappings.get(message.sourceId) ?? null }),
      ),
    );
    const { comparisons } = ports;
    const begin = (_key: string, orderRecordId: string | null) =>
      known(ports, { shopId: run.shopId, orderRecordId }, rules);
    await compareBatch({ comparisons, run, rules, begin }, read);
    return sliceEnd(comparisons, run, batch);
  };
}

async function mappingsOf(
  { messages }: ReplayCheckPorts,
  { shopId }: RunInWork,
  batch: readonly StoredMessage[],
): Promise<ReadonlyMap<string, MappingVersion>> {
  const sourceIds = [...new Set(batch.map(({ sourceId }) => sourceId))];
  const versions = await Promise.all(sourceIds.map((id) => messages.mapping(shopId, id)));
  return new Map(versions.flatMap((version) => (version ? [[version.sourceId, version]] : [])));
}

interface Reading {
  readonly message: StoredMessage;
  readonly now: Instant;
  /** The mapping in force; null where there is none. */
  readonly version: MappingVersion | null;
}

const UNREAD: ReadMessage = { orders: new Map(), orphan: null };

/** What the message says, as if it came now; a failure is shown as one of the replay. */
async function readAgain(
  { interpret, unpack }: ReplayCheckPorts,
  { message, now, version }: Reading,
): Promise<BatchMessage> {
  if (version === null) return { id: message.id, read: UNREAD };
  const body = await unpack(message);
  const payload = { ...message, body, isPolled: isPolled(message.headers), now };
  const draft = await interpret(payload, version);
  const live = { updates: [], problems: [], ignored: [], fetches: [], statuses: [] };
  return { id: message.id, read: compareReadings(payload, { live, draft }) };
}

interface KnownOrder {
  readonly shopId: string;
  readonly orderRecordId: string | null;
}

/** An order as it is known now, on both sides. */
async function known(
  { comparisons }: ReplayCheckPorts,
  { shopId, orderRecordId }: KnownOrder,
  rules: SideRules,
): Promise<ComparedOrder> {
  if (orderRecordId === null) return UNTOLD;
  const record = (await comparisons.records(shopId, [orderRecordId])).get(orderRecordId);
  if (record === undefined) return UNTOLD;
  const side = sideOf(record, rules);
  return { ...UNTOLD, live: side, draft: side };
}

import { UNTOLD } from "../../domain/backtest/compared-order.ts";
import { readBoth } from "../../domain/backtest/read-both.ts";
import type { BacktestParameters, BacktestSummary } from "../../domain/run/backtest.ts";
import type { Comparisons, MessageBatch, RunInWork, StoredMessage } from "../ports.ts";
import { compareBatch } from "./compare-batch.ts";
import type { RunSlice, SliceEnd } from "./run-kind.ts";

export interface BacktestPorts {
  readonly comparisons: Comparisons;
  /** A body as its sender meant it. */
  readonly unpack: (message: StoredMessage) => Promise<Uint8Array>;
}

/** Where a comparison stands between two slices. */
interface Place {
  readonly after: string;
  readonly unread: number;
}

/** Runs the draft and the live mapping over the next stored messages; no order is changed. */
export function backtestSlice(ports: BacktestPorts): RunSlice {
  return async (run) => {
    const parameters = run.parameters as BacktestParameters; // as `startBacktest` wrote them
    const place = run.place as Place | null; // as the last slice wrote it
    if (parameters.span === null || run.sourceId === null) return nothingToRead(run);
    const span = { sourceId: run.sourceId, ...parameters.span };
    const batch = await ports.comparisons.ofSpan(run, span, place?.after ?? null);
    const read = await Promise.all(
      batch.messages.map(async (message) => {
        const payload = { ...message, body: await ports.unpack(message) };
        return { id: message.id, read: readBoth(payload, parameters) };
      }),
    );
    const begin = () => Promise.resolve(UNTOLD);
    const { comparisons } = ports;
    await compareBatch({ comparisons, run, rules: parameters.rules, begin }, read);
    return sliceEnd(comparisons, run, batch);
  };
}

/** What a slice of a comparison leaves behind; shared with the check of a replay. */
export async function sliceEnd(
  comparisons: Comparisons,
  run: RunInWork,
  batch: MessageBatch,
): Promise<SliceEnd> {
  const before = run.place as Place | null; // as below
  const done = run.done + batch.messages.length + batch.unread;
  const unread = (before?.unread ?? 0) + batch.unread;
  const summary: BacktestSummary = {
    ...(await comparisons.summarise(run)),
    messages: done - unread,
    unread,
  };
  if (batch.last === null)
    return { kind: "done", slice: { done, total: done, place: null, summary } };
  const total = run.total === null ? null : Math.max(run.total, done);
  return { kind: "going", slice: { done, total, place: { after: batch.last, unread }, summary } };
}

function nothingToRead({ done }: RunInWork): SliceEnd {
  const mails = { live: 0, draft: 0 };
  const summary: BacktestSummary = { messages: 0, unread: 0, orders: 0, differences: {}, mails };
  return { kind: "done", slice: { done, total: done, place: null, summary } };
}

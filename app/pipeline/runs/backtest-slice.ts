import { UNTOLD } from "../../domain/backtest/compared-order.ts";
import { compareReadings, type MappingContent } from "../../domain/backtest/read-both.ts";
import { isPolled } from "../../domain/polling/polled.ts";
import type { BacktestParameters, BacktestSummary } from "../../domain/run/backtest.ts";
import type { Comparisons, Interpret, MessageBatch, RunInWork, StoredMessage } from "../ports.ts";
import { type BatchMessage, compareBatch } from "./compare-batch.ts";
import type { RunSlice, SliceEnd } from "./run-kind.ts";

export interface BacktestPorts {
  readonly comparisons: Comparisons;
  readonly interpret: Interpret;
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
      batch.messages.map((message) => readMessage(ports, { run, parameters }, message)),
    );
    const begin = () => Promise.resolve(UNTOLD);
    const { comparisons } = ports;
    await compareBatch({ comparisons, run, rules: parameters.rules, begin }, read);
    return sliceEnd(comparisons, run, batch);
  };
}

interface Backtest {
  readonly run: RunInWork;
  readonly parameters: BacktestParameters;
}

async function readMessage(
  { interpret, unpack }: BacktestPorts,
  { run, parameters: { live, draft } }: Backtest,
  message: StoredMessage,
): Promise<BatchMessage> {
  const body = await unpack(message);
  const payload = { ...message, body, isPolled: isPolled(message.headers) };
  const { sourceId } = message;
  // Two contents may have had one id: a draft is edited in its place.
  const versionOf = (content: MappingContent, name: string) => {
    return { ...content, id: `${run.id}/${name}`, sourceId, version: 0 };
  };
  const [before, after] = await Promise.all([
    live === null ? null : interpret(payload, versionOf(live, "live")),
    interpret(payload, versionOf(draft, "draft")),
  ]);
  return {
    id: message.id,
    read: compareReadings({ ...message, now: message.receivedAt }, { live: before, draft: after }),
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

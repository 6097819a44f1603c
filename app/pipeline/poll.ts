import { epochOf } from "../domain/instant.ts";
import { afterStored } from "../domain/polling/after-stored.ts";
import { beginPoll, openStage } from "../domain/polling/begin-poll.ts";
import type { PollState } from "../domain/polling/poll-state.ts";
import type { PollProblem } from "../domain/polling/problem.ts";
import { recordsOfSpan } from "../domain/polling/records-of-span.ts";
import type { AnswerReading } from "../domain/polling/read-answer.ts";
import { requestOf } from "../domain/polling/request-of.ts";
import { completeRecords } from "./polling/complete-records.ts";
import { recordPage } from "./polling/record-page.ts";
import type { PageParts } from "./polling/record-page.ts";
import { sourceLine } from "./polling/source-line.ts";
import type { LinePorts, SourceLine } from "./polling/source-line.ts";
import type { ClaimedPoll, Pollers, PollWork, SourceCredentials } from "./ports.ts";

/** A dead worker's poll is taken over after so long; a live one renews its lease. */
export const POLL_LEASE_SECONDS = 60;

export interface PollPorts extends LinePorts, PageParts {
  readonly pollers: Pollers;
  readonly credentials: SourceCredentials;
  /** Whether the process is to stop: the poll is given back after the page under way. */
  readonly isStopping: () => boolean;
}

/** How a worker's turn at a poll ended. */
export type PollTurn =
  | {
      readonly kind: "done" | "problem";
      readonly problem: PollProblem | null;
      readonly line: SourceLine | null;
    }
  | { readonly kind: "later"; readonly seconds: number }
  | { readonly kind: "lost" };

const DEFAULT_PER_POLL = 500;
const DEFAULT_MAXIMUM_DAYS = 60;

const NO_ACCESS: PollProblem = {
  code: "input_missing",
  detail: "The source's base URL and credentials are not entered yet.",
};

/**
 * Reads what a source changed since the last poll, page by page: each page is
 * recorded like webhooks before the watermark moves past it, so a crash
 * anywhere repeats and never skips.
 */
export async function poll(
  claim: ClaimedPoll,
  work: PollWork,
  ports: PollPorts,
): Promise<PollTurn> {
  const access = await ports.credentials.of(claim.shopId, claim.sourceId);
  if (access === null) return { kind: "problem", problem: NO_ACCESS, line: null };
  const line = sourceLine(ports, { ...claim, ...work, access });
  const polling: Polling = { claim, work, ports, line, wasRenewed: false };
  let state = work.progress ?? beginPoll(work.definition, work.cursor, ports.clock.now());
  for (;;) {
    const step = await takeStep(polling, state);
    if (step.kind !== "went_on") return step;
    ({ state } = step);
    if (ports.isStopping()) return { kind: "later", seconds: 0 };
  }
}

interface Polling {
  readonly claim: ClaimedPoll;
  readonly work: PollWork;
  readonly ports: PollPorts;
  readonly line: SourceLine;
  /** Whether the last answer said that the session is over. */
  wasRenewed: boolean;
}

type Step = PollTurn | { readonly kind: "went_on"; readonly state: PollState };

async function takeStep(polling: Polling, before: PollState): Promise<Step> {
  const { line, work } = polling;
  const state = before.stage.kind === "lists_done" ? await withOpen(polling, before) : before;
  const answered = await line.ask((asker) => requestOf(asker, state));
  if (answered === null) return { kind: "done", problem: null, line };
  if (answered.kind === "later") return answered;
  if (answered.kind === "problem") return { kind: "problem", problem: answered.problem, line };
  const reading = await line.read(work.definition, state, answered);
  return act(polling, state, reading);
}

async function withOpen({ claim, work, ports }: Polling, state: PollState): Promise<PollState> {
  const { openSet } = work.definition;
  if (openSet === undefined) return { ...state, stage: { kind: "done" } };
  const ids = await ports.pollers.openRecords(claim, {
    feed: openSet.feed,
    limit: openSet.perPoll ?? DEFAULT_PER_POLL,
    maximumDays: openSet.maximumDays ?? DEFAULT_MAXIMUM_DAYS,
  });
  return { ...state, stage: openStage(work.definition, ids) };
}

async function act(polling: Polling, state: PollState, reading: AnswerReading): Promise<Step> {
  const { line } = polling;
  switch (reading.kind) {
    case "problem":
      return { kind: "problem", problem: reading.problem, line };
    case "renew": {
      if (polling.wasRenewed) return { kind: "problem", problem: reading.problem, line };
      polling.wasRenewed = true;
      line.renew();
      return { kind: "went_on", state };
    }
    case "smaller":
      return { kind: "went_on", state: reading.state };
    case "wait": {
      const left = await line.wait(reading.seconds);
      return left > 0 ? { kind: "later", seconds: left } : { kind: "went_on", state };
    }
    case "records":
      polling.wasRenewed = false;
      return store(polling, state, reading);
  }
}

/** First the records, then the state that stands after them. */
async function store(
  polling: Polling,
  state: PollState,
  { read, waitSeconds }: Extract<AnswerReading, { kind: "records" }>,
): Promise<Step> {
  const { claim, work, ports, line } = polling;
  const feed = feedOf(polling, state);
  const listed = { ...read, records: recordsOfSpan(feed, state.span, read.records) };
  const page = { definition: work.definition, feed, read: listed, state };
  const complete = await completeRecords(line, page);
  if ("problem" in complete) return { kind: "problem", problem: complete.problem, line };
  if ("later" in complete) return { kind: "later", seconds: complete.later };
  const recorded = await recordPage(ports, claim, { feed: feed.name, records: complete.records });
  if ("problem" in recorded) return { kind: "problem", problem: recorded.problem, line };
  const now = ports.clock.now();
  const next = afterStored(work.definition, state, { read, newCount: recorded.fresh, now });
  const saved = {
    state: "problem" in next ? state : next,
    bucket: line.bucket,
    requests: line.takeRequests(),
    seen: recorded.seen,
    asked: state.stage.kind === "open" ? (state.stage.batches[0] ?? []) : [],
    messageIds: recorded.messageIds,
    clockAheadSeconds: read.clock === null ? null : (epochOf(read.clock) - epochOf(now)) / 1000,
  };
  if (!(await ports.pollers.savePage(claim, saved, POLL_LEASE_SECONDS))) return { kind: "lost" };
  if ("problem" in next) return { kind: "problem", problem: next.problem, line };
  const left = waitSeconds === 0 ? 0 : await line.wait(waitSeconds);
  return left > 0 ? { kind: "later", seconds: left } : { kind: "went_on", state: next };
}

function feedOf({ work: { definition } }: Polling, { stage }: PollState) {
  const named = definition.feeds.find(({ name }) => name === definition.openSet?.feed);
  const feed = stage.kind === "feed" ? definition.feeds[stage.feed] : named;
  if (feed === undefined) throw new RangeError("a poll is at a feed of its definition");
  return feed;
}

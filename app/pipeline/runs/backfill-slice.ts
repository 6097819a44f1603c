import { beginSpan } from "../../domain/polling/begin-poll.ts";
import type { PollState } from "../../domain/polling/poll-state.ts";
import type { BackfillParameters, BackfillSummary } from "../../domain/run/backfill.ts";
import { poll } from "../poll.ts";
import type { PollPorts, PollTurn } from "../poll.ts";
import type { ClaimedPoll, RunInWork, SavedPage, SpanPollers, SpanWork } from "../ports.ts";
import type { RunSlice, SliceEnd } from "./run-kind.ts";

export interface BackfillPorts extends Omit<PollPorts, "isStopping"> {
  readonly spans: SpanPollers;
}

/** The source's own poll goes first: both share the source's limits. */
const POLL_UNDER_WAY_SECONDS = 10;

/**
 * Reads the next page of a span of the past, as a poll would, and leaves the
 * watermarks alone. A page whose end was not saved is read again, and what it
 * recorded is known then.
 */
export function backfillSlice(ports: BackfillPorts): RunSlice {
  return async (run) => {
    const { shopId, sourceId } = run;
    const work = sourceId === null ? null : await ports.spans.load(shopId, sourceId);
    if (sourceId === null || work === null) return { kind: "failed", problem: NOT_SET_UP };
    const before = placeOf(run, work, ports);
    if (work.isPolling) return { kind: "waiting", slice: before, seconds: POLL_UNDER_WAY_SECONDS };
    const pages: SavedPage[] = [];
    const claim = { shopId, sourceId, leaseToken: "", attempts: 0, lost: 0 };
    const turn = await poll(
      claim,
      { ...work, progress: before.place, failures: 0, pollId: run.id },
      portsOf(ports, pages, before.summary.isTrial),
    );
    return endOf(turn, pages.reduce(after, before));
  };
}

const NOT_SET_UP = "Polling of this source is not set up any more. Set it up, then start again.";

interface BackfillPlace {
  readonly place: PollState;
  readonly done: number;
  readonly total: null;
  readonly summary: BackfillSummary;
}

/** Where the last slice stopped; a slice of this kind wrote it. */
function placeOf(run: RunInWork, work: SpanWork, { clock }: BackfillPorts): BackfillPlace {
  const { isTrial, ...span } = run.parameters as BackfillParameters; // as `startBackfill` wrote them
  const place =
    (run.place as { readonly state: PollState; readonly summary: BackfillSummary } | null) ?? null;
  return {
    place: place?.state ?? beginSpan(work.definition, { cursor: work.cursor, span }, clock.now()),
    done: run.done,
    total: null,
    summary: place?.summary ?? { isTrial, read: 0, fresh: 0, requests: 0 },
  };
}

function after({ done, summary }: BackfillPlace, page: SavedPage): BackfillPlace {
  return {
    place: page.state,
    done: done + page.seen.length,
    total: null,
    summary: {
      isTrial: summary.isTrial,
      read: summary.read + page.seen.length,
      fresh: summary.fresh + page.messageIds.length,
      requests: summary.requests + page.requests,
    },
  };
}

/** One page a slice; a trial records nothing and remembers nothing. */
function portsOf(ports: BackfillPorts, pages: SavedPage[], isTrial: boolean): PollPorts {
  const savePage = async (claim: ClaimedPoll, page: SavedPage): Promise<boolean> => {
    pages.push(page);
    await ports.spans.savePage(claim, isTrial ? { ...page, seen: [] } : page);
    return true;
  };
  const unrecorded: PollPorts["recorder"] = {
    record: ({ id }) => Promise.resolve({ outcome: "recorded", messageId: id }),
  };
  return {
    ...ports,
    pollers: { ...ports.pollers, savePage },
    recorder: isTrial ? unrecorded : ports.recorder,
    isStopping: () => true,
  };
}

function endOf(turn: PollTurn, at: BackfillPlace): SliceEnd {
  const slice = { ...at, place: { state: at.place, summary: at.summary } };
  switch (turn.kind) {
    case "done":
      return { kind: "done", slice: { ...slice, total: slice.done } };
    case "problem":
      return { kind: "failed", problem: turn.problem?.detail ?? NOT_SET_UP };
    case "later":
      return turn.seconds === 0
        ? { kind: "going", slice }
        : { kind: "waiting", slice, seconds: turn.seconds };
    case "lost":
      return { kind: "waiting", slice, seconds: 0 };
  }
}

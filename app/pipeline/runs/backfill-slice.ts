import { plusSeconds } from "../../domain/instant.ts";
import { beginSpan } from "../../domain/polling/begin-poll.ts";
import type { PollState } from "../../domain/polling/poll-state.ts";
import type { BackfillParameters, BackfillSummary } from "../../domain/run/backfill.ts";
import { poll } from "../poll.ts";
import type { PollPorts, PollTurn } from "../poll.ts";
import type {
  ClaimedPoll,
  NewMessage,
  RunInWork,
  RunMessages,
  SavedPage,
  SavedSlice,
  SpanPollers,
  SpanWork,
} from "../ports.ts";
import type { ReadAgainPorts } from "./read-again.ts";
import type { RunSlice, SliceEnd } from "./run-kind.ts";
import { type PageWorkedOut, workOutPage } from "./work-out-page.ts";

export interface BackfillPorts extends Omit<PollPorts, "isStopping">, ReadAgainPorts {
  readonly spans: SpanPollers;
  readonly runMessages: Pick<RunMessages, "announce">;
}

/** The source's own poll goes first: both share the source's limits. */
const POLL_UNDER_WAY_SECONDS = 10;
/** A page that is asked for anew, as with a new session, is asked for no longer than this. */
const PAGE_SECONDS = 5;

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
    if (work.isPolling) {
      return { kind: "waiting", slice: savedAt(before), seconds: POLL_UNDER_WAY_SECONDS };
    }
    const claim = { shopId, sourceId, leaseToken: "", attempts: 0, lost: 0 };
    const taken: TakenPage = { page: null, messages: [] };
    const turn = await poll(
      claim,
      { ...work, progress: before.place, failures: 0, pollId: run.id },
      portsOf(ports, run, taken),
    );
    return endOf(turn, await after(ports, { run, before }, taken));
  };
}

const NOT_SET_UP = "Polling of this source is not set up any more. Set it up, then start again.";

interface BackfillPlace {
  readonly place: PollState;
  readonly done: number;
  readonly total: null;
  readonly summary: BackfillSummary;
}

/** The page of this slice; null where none was read. */
interface TakenPage {
  page: SavedPage | null;
  /** What a trial would have recorded of it. */
  readonly messages: NewMessage[];
}

/** As the command that started the run wrote them. */
function parametersOf({ parameters }: RunInWork): BackfillParameters {
  return parameters as BackfillParameters;
}

/** Where the last slice stopped; a slice of this kind wrote it. */
function placeOf(run: RunInWork, work: SpanWork, { clock }: BackfillPorts): BackfillPlace {
  const { isTrial, from, to } = parametersOf(run);
  const place =
    (run.place as { readonly state: PollState; readonly summary: BackfillSummary } | null) ?? null;
  const begin = { cursor: work.cursor, span: { from, to } };
  return {
    place: place?.state ?? beginSpan(work.definition, begin, clock.now()),
    done: run.done,
    total: null,
    summary: place?.summary ?? { ...NOTHING_YET, isTrial },
  };
}

const NOTHING_YET = { read: 0, fresh: 0, requests: 0, unseen: 0, found: null } as const;

interface Before {
  readonly run: RunInWork;
  readonly before: BackfillPlace;
}

async function after(
  ports: BackfillPorts,
  { run, before }: Before,
  { page, messages }: TakenPage,
): Promise<BackfillPlace> {
  if (page === null) return before;
  const { summary } = before;
  const trial = parametersOf(run);
  const workedOut = trial.isTrial
    ? await workOutPage(ports, { run, trial, summary }, messages)
    : null;
  return {
    place: page.state,
    done: before.done + page.seen.length,
    total: null,
    summary: counted(before, page, workedOut),
  };
}

/**
 * A list whose pages may have shifted is read once more. What is new of it is
 * counted again by a trial alone, which remembers nothing: so it does not count.
 */
function counted(
  { place: { stage }, summary }: BackfillPlace,
  page: SavedPage,
  workedOut: PageWorkedOut | null,
): BackfillSummary {
  const isReadAgain = stage.kind === "feed" && stage.reading > 1;
  const counts = isReadAgain && summary.isTrial ? 0 : 1;
  return {
    isTrial: summary.isTrial,
    read: summary.read + (isReadAgain ? 0 : page.seen.length),
    fresh: summary.fresh + counts * page.messageIds.length,
    requests: summary.requests + page.requests,
    unseen: summary.unseen + counts * (workedOut?.unseen ?? 0),
    found: workedOut?.found ?? null,
  };
}

/** One page a slice; a trial records nothing and remembers nothing. */
function portsOf(ports: BackfillPorts, run: RunInWork, taken: TakenPage): PollPorts {
  const { isTrial } = parametersOf(run);
  const until = plusSeconds(ports.clock.now(), PAGE_SECONDS);
  const savePage = async (claim: ClaimedPoll, page: SavedPage): Promise<boolean> => {
    taken.page = page;
    await ports.spans.savePage(claim, isTrial ? { ...page, seen: [] } : page);
    return true;
  };
  return {
    ...ports,
    pollers: { ...ports.pollers, savePage },
    recorder: isTrial ? onlyTaking(taken) : ports.recorder,
    beforeRecording: async (messageIds) => {
      if (!isTrial) await ports.runMessages.announce(run, messageIds);
    },
    isStopping: () => taken.page !== null || ports.clock.now() > until,
  };
}

function onlyTaking({ messages }: TakenPage): PollPorts["recorder"] {
  return {
    record: (message) => {
      messages.push(message);
      return Promise.resolve({ outcome: "recorded", messageId: message.id });
    },
  };
}

function savedAt(at: BackfillPlace): SavedSlice {
  return { ...at, place: { state: at.place, summary: at.summary } };
}

function endOf(turn: PollTurn, at: BackfillPlace): SliceEnd {
  const slice = savedAt(at);
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

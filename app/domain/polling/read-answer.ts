import type { Instant } from "../instant.ts";
import type { PollAnswer, SourcePage } from "./answer.ts";
import { hasSession } from "./ask-session.ts";
import type { Feed, PollerDefinition } from "./definition/poller-schema.ts";
import { readPageDocument, readText } from "./page-document.ts";
import { FIRST_PAGE } from "./poll-state.ts";
import type { FeedStage, PollState } from "./poll-state.ts";
import type { PollProblem } from "./problem.ts";
import { readPage } from "./read-page.ts";
import type { ReadPage } from "./read-page.ts";
import { readRecords } from "./read-records.ts";
import { statusProblem } from "./status-problem.ts";
import { waitSeconds } from "./wait-time.ts";

/** What an answer means for a poll. */
export type AnswerReading =
  /** Records to store; the poll goes on with `afterStored`, after so many seconds. */
  | { readonly kind: "records"; readonly read: ReadPage; readonly waitSeconds: number }
  /** Ask the same again after so many seconds. */
  | { readonly kind: "wait"; readonly seconds: number }
  /** The session ended: ask the same again with a new one. */
  | { readonly kind: "renew"; readonly problem: PollProblem }
  /** The answer was too large: ask for fewer records at once. */
  | { readonly kind: "smaller"; readonly state: PollState }
  | { readonly kind: "problem"; readonly problem: PollProblem };

/** One request and its answer. */
export interface Exchange {
  readonly url: string;
  readonly answer: PollAnswer;
  readonly now: Instant;
}

/** Reads the answer to the request of `requestOf`. */
export function readAnswer(
  definition: PollerDefinition,
  state: PollState,
  { url, answer, now }: Exchange,
): AnswerReading {
  if (answer.outcome === "failed") return failed(state, answer.problem);
  const refusal = refusalOf(definition, answer, now);
  if (refusal !== null) return refusal;
  if (state.stage.kind === "open" && isGone(answer)) return NOTHING;
  const problem = statusProblem(answer) ?? failureOf(definition, answer);
  if (problem !== null)
    return isAuth(definition, problem) ? { kind: "renew", problem } : failed(state, problem);
  const reading = readingOf(definition, state);
  const records = readRecords(answer, reading);
  if ("problem" in records) return failedToRead(definition, state, records.problem);
  const read = readPage(reading.feed, state, { url, page: answer, records });
  if (repeats(reading.feed, state, read)) return { kind: "problem", problem: REPEATS };
  return { kind: "records", read, waitSeconds: waitSeconds(answer, definition.limits, now) };
}

function refusalOf(
  { limits }: PollerDefinition,
  page: SourcePage,
  now: Instant,
): AnswerReading | null {
  if (page.status !== 429 && page.status !== 503) return null;
  const seconds = waitSeconds(page, limits, now);
  return seconds === 0 ? null : { kind: "wait", seconds };
}

/** An open record that the source no longer has is nothing to wait for. */
function isGone({ status }: SourcePage): boolean {
  return status === 404 || status === 410;
}

const NOTHING: AnswerReading = {
  kind: "records",
  read: { records: [], count: 0, next: null, fingerprint: "", clock: null },
  waitSeconds: 0,
};

/** What a source that answers 200 to everything says of a failure. */
function failureOf(
  { failure, format = "json" }: PollerDefinition,
  page: SourcePage,
): PollProblem | null {
  if (failure === undefined || page.body.length === 0) return null;
  const document = readPageDocument(page, format);
  if ("problem" in document) return null;
  const said = readText(document, failure.path);
  if (said === null) return null;
  const code = failure.auth === undefined ? null : readText(document, failure.auth.path);
  const isAuth = code !== null && failure.auth?.equals.includes(code) === true;
  const detail = `The source says: ${said.slice(0, 200)}`;
  return { code: isAuth ? "auth_failed" : "failed", detail };
}

function isAuth({ auth }: PollerDefinition, { code }: PollProblem): boolean {
  return hasSession(auth) && (code === "auth_failed" || code === "login_page");
}

function failedToRead(
  definition: PollerDefinition,
  state: PollState,
  problem: PollProblem,
): AnswerReading {
  return isAuth(definition, problem) ? { kind: "renew", problem } : failed(state, problem);
}

/** What it means where reading an answer took so long that it was stopped. */
export function unfinished(state: PollState): AnswerReading {
  return failed(state, UNFINISHED);
}

const UNFINISHED: PollProblem = {
  code: "too_large",
  detail: "Reading the answer took too long and was stopped. Ask for fewer records at once.",
};

function failed(state: PollState, problem: PollProblem): AnswerReading {
  const { stage } = state;
  if (problem.code !== "too_large" || stage.kind !== "feed" || !isDivisible(stage)) {
    return { kind: "problem", problem };
  }
  const limit = Math.floor(stage.limit / 2);
  return { kind: "smaller", state: { ...state, stage: { ...fromStart(stage), limit } } };
}

/** Numbered pages of another size begin elsewhere, so the reading begins again. */
function fromStart(stage: FeedStage): FeedStage {
  return { ...stage, place: FIRST_PAGE, seen: 0, lastPage: null };
}

function isDivisible({ limit }: FeedStage): boolean {
  return limit > 1 && limit < Number.MAX_SAFE_INTEGER;
}

function readingOf(definition: PollerDefinition, { stage }: PollState) {
  if (stage.kind === "feed") {
    return { definition, feed: feedAt(definition, stage.feed) };
  }
  const { openSet } = definition;
  const feed = definition.feeds.find(({ name }) => name === openSet?.feed) ?? feedAt(definition, 0);
  const isSingle = (openSet?.batch ?? 1) === 1 && !usesList(definition);
  return { definition, feed, path: openSet?.path ?? (isSingle ? "$" : feed.records.path) };
}

function usesList({ openSet }: PollerDefinition): boolean {
  return /\{ids(?::list)?\}/.test(JSON.stringify(openSet?.request ?? null));
}

function feedAt({ feeds }: PollerDefinition, index: number): Feed {
  const feed = feeds[index] ?? feeds[0];
  if (feed === undefined) throw new RangeError("a poller has at least one feed");
  return feed;
}

const REPEATS: PollProblem = {
  code: "page_repeats",
  detail:
    "The source answers the same page again and again. Check how the request asks for the next page.",
};

function repeats({ paging }: Feed, { stage }: PollState, read: ReadPage): boolean {
  if (stage.kind !== "feed" || read.count === 0 || stage.place.page === 0) return false;
  const isNumbered = paging.kind === "page" || paging.kind === "offset";
  return isNumbered && stage.lastPage === read.fingerprint;
}

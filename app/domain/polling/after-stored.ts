import type { Instant } from "../instant.ts";
import { plusSeconds } from "../instant.ts";
import { feedStage } from "./begin-poll.ts";
import type { Feed, PollerDefinition } from "./definition/poller-schema.ts";
import { FIRST_PAGE } from "./poll-state.ts";
import type { FeedStage, PagePlace, PollCursor, PollState, SourceMoment } from "./poll-state.ts";
import type { PollProblem } from "./problem.ts";
import type { ReadPage } from "./read-page.ts";
import { greaterOf, sinceAfter, sinceText, toldUntil, windowEnd } from "./watermark.ts";

/** A page whose records are all stored. */
export interface StoredPage {
  readonly read: ReadPage;
  /** Records whose content was not known before. */
  readonly newCount: number;
  readonly now: Instant;
}

/** A list that still changes after so many readings is read again by the next poll. */
const MAX_READINGS = 3;
/** A time of change further ahead than this is a mistake of the source, and not waited for. */
const FUTURE_SECONDS = 900;

/**
 * Goes on after a page was stored: to the next page, to the next list, or to
 * the end. Only here do watermarks move, and never past what was stored.
 */
export function afterStored(
  definition: PollerDefinition,
  state: PollState,
  stored: StoredPage,
): PollState | { readonly problem: PollProblem } {
  switch (state.stage.kind) {
    case "feed": {
      const feed = definition.feeds[state.stage.feed];
      if (feed === undefined) return { ...state, stage: { kind: "done" } };
      return afterFeedPage(
        { definition, feed, state, stage: state.stage, now: stored.now },
        stored,
      );
    }
    case "open": {
      const batches = state.stage.batches.slice(1);
      return {
        ...state,
        stage: batches.length === 0 ? { kind: "done" } : { kind: "open", batches },
      };
    }
    case "lists_done":
    case "done":
      return state;
  }
}

interface FeedPoll {
  readonly definition: PollerDefinition;
  readonly feed: Feed;
  readonly state: PollState;
  readonly stage: FeedStage;
  readonly now: Instant;
}

function afterFeedPage(
  poll: FeedPoll,
  stored: StoredPage,
): PollState | { readonly problem: PollProblem } {
  const { read, newCount, now } = stored;
  const { next } = read;
  if (next !== null && "problem" in next) return next;
  const moment: SourceMoment = { at: read.clock ?? now, isSources: read.clock !== null };
  const stage = {
    ...poll.stage,
    pages: poll.stage.pages + 1,
    seen: poll.stage.seen + read.count,
    foundNew: poll.stage.foundNew || newCount > 0,
    isSorted: poll.stage.isSorted && isSorted(poll, read),
    greatest: greatestOf(poll, read),
    clock: poll.stage.clock ?? moment,
    lastPage: read.fingerprint,
  };
  const after = { ...poll, stage };
  if (isPastSpan(after)) return nextFeed(after, poll.state.cursor);
  return next === null ? endReading(after, moment) : goOn(after, next, moment);
}

function greatestOf({ feed, stage }: FeedPoll, { records }: ReadPage): string | null {
  return records.reduce<string | null>(
    (greatest, { rank }) => greaterOf(feed.watermark, greatest, rank),
    stage.greatest,
  );
}

function isSorted({ feed, stage }: FeedPoll, { records }: ReadPage): boolean {
  if (feed.watermark.kind !== "updated_since" || feed.watermark.order !== "ascending") return true;
  const ranks = records.flatMap(({ rank }) => (rank === null ? [] : [rank]));
  const first = stage.place.page === 0 ? [] : [stage.greatest ?? ""];
  return [...first, ...ranks].every((rank, at, all) => at === 0 || (all[at - 1] ?? "") <= rank);
}

/**
 * Sorted oldest first, a list is gone through by time and not by page number:
 * nothing can shift past. Only a page of one single moment cannot be passed so.
 */
function goOn(poll: FeedPoll, next: PagePlace, moment: SourceMoment): PollState {
  const { feed, state, stage } = poll;
  const since = isByTime(feed, stage) ? movedSince(feed, stage) : null;
  if (since === null || stage.greatest === null) {
    return { ...state, stage: { ...stage, place: next } };
  }
  const cursor = marked(poll, notAhead(stage.greatest, moment));
  const moved = { ...stage, since, place: FIRST_PAGE, seen: 0, foundNew: false };
  return { ...state, cursor, stage: moved };
}

/** Null where the source would answer the same page again. */
function movedSince({ watermark }: Feed, { greatest, since: before }: FeedStage): string | null {
  if (greatest === null || before === null) return null;
  const since = sinceAfter(watermark, greatest);
  const isFurther = since > before && sinceText(watermark, since) !== sinceText(watermark, before);
  return isFurther ? since : null;
}

/** Once a page number was used, the list is read by numbers to its end. */
function isByTime({ watermark, paging }: Feed, { isSorted: is, place }: FeedStage): boolean {
  const isNumbered = paging.kind === "page" || paging.kind === "offset";
  return (
    isNumbered &&
    is &&
    place.page === 0 &&
    watermark.kind === "updated_since" &&
    watermark.order === "ascending"
  );
}

/** Sorted oldest first, nothing of a span comes after what changed later. */
function isPastSpan({ feed, state: { span }, stage }: FeedPoll): boolean {
  if (span === null || stage.greatest === null) return false;
  return isByTime(feed, stage) && stage.greatest > span.to;
}

function endReading(poll: FeedPoll, moment: SourceMoment): PollState {
  const { feed, state, stage } = poll;
  if (mayHaveShifted(feed, stage)) {
    return stage.reading < MAX_READINGS
      ? { ...state, stage: again(stage) }
      : nextFeed(poll, state.cursor);
  }
  const mark = markOf(poll, moment);
  const cursor = mark === null ? state.cursor : marked(poll, mark);
  const following = feed.watermark.kind === "window" ? nextWindow(poll, cursor, moment) : null;
  return following ?? nextFeed(poll, cursor);
}

/** Records that change move behind the page that is read next; a reading that brings nothing new missed nothing. */
function mayHaveShifted({ watermark, paging }: Feed, stage: FeedStage): boolean {
  const isNumbered = paging.kind === "page" || paging.kind === "offset";
  if (!isNumbered || stage.place.page === 0 || !stage.foundNew) return false;
  if (watermark.kind === "growing_id") return false;
  const order = watermark.kind === "updated_since" ? (watermark.order ?? "unknown") : "unknown";
  return order !== "descending";
}

function again(stage: FeedStage): FeedStage {
  return {
    ...stage,
    place: FIRST_PAGE,
    seen: 0,
    reading: stage.reading + 1,
    foundNew: false,
    greatest: null,
    clock: null,
    lastPage: null,
  };
}

/** Up to where everything is stored now; null where that is not further than before. */
function markOf({ feed, stage }: FeedPoll, moment: SourceMoment): string | null {
  const { watermark } = feed;
  const told = stage.clock === null ? null : toldUntil(stage.clock);
  switch (watermark.kind) {
    case "none":
      return null;
    case "growing_id":
      return stage.greatest;
    case "window":
      return told === null || stage.until === null ? null : earlier(stage.until, told);
    case "updated_since": {
      if (watermark.path === undefined) return told;
      if (stage.greatest === null) return null;
      const isOnePage = stage.place.page === 0;
      return isByTime(feed, stage) || isOnePage
        ? notAhead(stage.greatest, moment)
        : earlier(stage.greatest, told ?? stage.greatest);
    }
  }
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function notAhead(greatest: string, { at, isSources }: SourceMoment): string {
  return earlier(greatest, isSources ? at : plusSeconds(at, FUTURE_SECONDS));
}

/** A watermark never moves back, and not at all while a span of the past is read. */
function marked({ feed, state }: FeedPoll, mark: string): PollCursor {
  if (state.span !== null) return state.cursor;
  const before = state.cursor.watermarks[feed.name] ?? null;
  const greater = greaterOf(feed.watermark, before, mark) ?? mark;
  return { watermarks: { ...state.cursor.watermarks, [feed.name]: greater } };
}

/** The window after this one, while the present is not reached. */
function nextWindow(poll: FeedPoll, cursor: PollCursor, moment: SourceMoment): PollState | null {
  const { feed, state, stage, definition } = poll;
  if (feed.watermark.kind !== "window" || stage.until === null) return null;
  const end = state.span?.to ?? toldUntil(moment);
  if (stage.until >= end) return null;
  const fresh = feedStage(definition, {
    cursor,
    span: state.span,
    index: stage.feed,
    now: moment.at,
  });
  if (fresh.kind !== "feed") return null;
  const since = stage.until;
  const until = windowEnd(feed.watermark, since, end);
  return { ...state, cursor, stage: { ...fresh, since, until } };
}

function nextFeed({ definition, state, stage, now }: FeedPoll, cursor: PollCursor): PollState {
  const next = { cursor, span: state.span, index: stage.feed + 1, now };
  return { ...state, cursor, stage: feedStage(definition, next) };
}

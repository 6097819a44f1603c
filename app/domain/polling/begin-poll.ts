import type { Instant } from "../instant.ts";
import type { Feed, PollerDefinition } from "./definition/poller-schema.ts";
import { FIRST_PAGE } from "./poll-state.ts";
import type { FeedStage, PollCursor, PollSpan, PollStage, PollState } from "./poll-state.ts";
import { sinceOf, windowEnd } from "./watermark.ts";

/** Where polling of a source begins that was never polled. */
export function firstCursor(definition: PollerDefinition, from: Instant): PollCursor {
  const marks = definition.feeds.flatMap(({ name, watermark }) =>
    watermark.kind === "updated_since" || watermark.kind === "window"
      ? [[name, from] as const]
      : [],
  );
  return { watermarks: Object.fromEntries(marks) };
}

/** Begins a poll at the watermarks. */
export function beginPoll(
  definition: PollerDefinition,
  cursor: PollCursor,
  now: Instant,
): PollState {
  const state = { cursor, span: null };
  return { ...state, stage: feedStage(definition, { ...state, index: 0, now }) };
}

/** Begins the reading of a span of the past. */
export function beginSpan(
  definition: PollerDefinition,
  { cursor, span }: { readonly cursor: PollCursor; readonly span: PollSpan },
  now: Instant,
): PollState {
  return { cursor, span, stage: feedStage(definition, { cursor, span, index: 0, now }) };
}

interface FeedStart {
  readonly cursor: PollCursor;
  readonly span: PollSpan | null;
  readonly index: number;
  readonly now: Instant;
}

/** The beginning of a feed; where there is none of this number the lists are done. */
export function feedStage(definition: PollerDefinition, start: FeedStart): PollStage {
  const feed = definition.feeds[start.index];
  if (feed !== undefined) return stageOf(feed, start);
  return { kind: start.span === null && definition.openSet !== undefined ? "lists_done" : "done" };
}

function stageOf(feed: Feed, { cursor, span, index, now }: FeedStart): FeedStage {
  const { watermark, paging } = feed;
  const isTimed = watermark.kind === "updated_since" || watermark.kind === "window";
  const since =
    span !== null && isTimed ? span.from : sinceOf(watermark, cursor.watermarks[feed.name] ?? null);
  return {
    kind: "feed",
    feed: index,
    since,
    until:
      watermark.kind === "window" ? windowEnd(watermark, since as Instant, span?.to ?? now) : null, // a window's since is an instant
    place: FIRST_PAGE,
    limit: paging.kind === "none" ? Number.MAX_SAFE_INTEGER : paging.limit,
    pages: 0,
    seen: 0,
    reading: 1,
    foundNew: false,
    isSorted: true,
    greatest: null,
    clock: null,
    lastPage: null,
  };
}

/** Goes on with open records, so many in one request; done where there are none. */
export function openStage(definition: PollerDefinition, ids: readonly string[]): PollStage {
  const size = definition.openSet?.batch ?? 1;
  const batches: (readonly string[])[] = [];
  for (let at = 0; at < ids.length; at += size) batches.push(ids.slice(at, at + size));
  return batches.length === 0 ? { kind: "done" } : { kind: "open", batches };
}

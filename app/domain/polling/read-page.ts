import type { Instant } from "../instant.ts";
import { sourceClock } from "./answer.ts";
import type { Feed } from "./definition/poller-schema.ts";
import { nextPlace } from "./next-place.ts";
import type { AnsweredPage } from "./next-place.ts";
import { pageFingerprint } from "./page-fingerprint.ts";
import type { PagePlace, PollState } from "./poll-state.ts";
import type { PollProblem } from "./problem.ts";
import type { PolledRecord } from "./read-records.ts";

/** All that a poll needs of an answer, as plain data: its document is not kept. */
export interface ReadPage {
  readonly records: readonly PolledRecord[];
  /** All that the answer held, also those that the definition passes over. */
  readonly count: number;
  /** Where the next page is; null where this one was the last. */
  readonly next: PagePlace | null | { readonly problem: PollProblem };
  /** The same for pages of the same contents. */
  readonly fingerprint: string;
  /** The source's own clock when it answered; null where it does not say. */
  readonly clock: Instant | null;
}

/** Takes from an answer what its poll needs; only a list has a next page. */
export function readPage(feed: Feed, { stage }: PollState, answered: AnsweredPage): ReadPage {
  const { records, count } = answered.records;
  return {
    records,
    count,
    next: stage.kind === "feed" ? nextPlace(feed.paging, stage, answered) : null,
    fingerprint: pageFingerprint(records),
    clock: sourceClock(answered.page),
  };
}

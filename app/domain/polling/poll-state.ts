import type { Instant } from "../instant.ts";

/** Where polling stands between two polls: for each feed up to what is stored. */
export interface PollCursor {
  /** By feed: an instant, or the greatest id. */
  readonly watermarks: Readonly<Record<string, string>>;
}

/** One poll under way, as plain JSON: it can be stored after any page and go on elsewhere. */
export interface PollState {
  readonly cursor: PollCursor;
  /** Where a person asked for a span of the past: it is read, and the watermarks stay. */
  readonly span: PollSpan | null;
  readonly stage: PollStage;
}

export interface PollSpan {
  readonly from: Instant;
  readonly to: Instant;
}

export type PollStage =
  | FeedStage
  /** The lists are read; what is open may be read again now. */
  | { readonly kind: "lists_done" }
  | OpenStage
  | { readonly kind: "done" };

/** A feed being read. */
export interface FeedStage {
  readonly kind: "feed";
  /** Its place among the definition's feeds. */
  readonly feed: number;
  /** From where this reading began: an instant or an id; null for lists without a watermark. */
  readonly since: string | null;
  readonly until: Instant | null;
  readonly place: PagePlace;
  /** Records asked for at once; less than the definition's where answers were too large. */
  readonly limit: number;
  /** Pages and records of this reading so far. */
  readonly pages: number;
  readonly seen: number;
  /** The first reading is 1; a list whose pages may have shifted is read again. */
  readonly reading: number;
  readonly foundNew: boolean;
  /** Whether the pages so far were sorted as the definition says. */
  readonly isSorted: boolean;
  /** The greatest time or id among the stored records of this reading. */
  readonly greatest: string | null;
  /** The source's clock when this reading began; null before its first answer. */
  readonly clock: SourceMoment | null;
  /** What the last page held, to notice a source that always answers the same page. */
  readonly lastPage: string | null;
}

export interface SourceMoment {
  readonly at: Instant;
  /** Whether the source said so; else it is our own clock. */
  readonly isSources: boolean;
}

export interface PagePlace {
  /** From the paging's start. */
  readonly page: number;
  readonly cursor: string | null;
  /** The address of the next page, where the source gives it. */
  readonly url: string | null;
}

/** Open records being read again: lists of ids, one list a request. */
export interface OpenStage {
  readonly kind: "open";
  readonly batches: readonly (readonly string[])[];
}

export const FIRST_PAGE: PagePlace = { page: 0, cursor: null, url: null };

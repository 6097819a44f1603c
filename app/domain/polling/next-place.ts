import { plainText } from "../mapping/document/text.ts";
import { headerOf } from "./answer.ts";
import type { SourcePage } from "./answer.ts";
import type { AnswerPlace, Paging } from "./definition/paging-schema.ts";
import { isTrueAt, readText, valuesAt } from "./page-document.ts";
import type { FeedStage, PagePlace } from "./poll-state.ts";
import type { PollProblem } from "./problem.ts";
import type { RecordPage } from "./read-records.ts";

/** The records of an answer, and the answer that they came in. */
export interface AnsweredPage {
  readonly page: SourcePage;
  readonly records: RecordPage;
  /** The address that was asked. */
  readonly url: string;
}

/** Where the next page is; null where this one was the last. */
export function nextPlace(
  paging: Paging,
  stage: FeedStage,
  read: AnsweredPage,
): PagePlace | null | { readonly problem: PollProblem } {
  switch (paging.kind) {
    case "none":
      return null;
    case "page":
    case "offset":
      return isLastOfNumbered(paging, stage, read)
        ? null
        : { ...stage.place, page: stage.place.page + 1 };
    case "cursor":
      return afterCursor(paging, stage, read);
    case "last_id":
      return afterLastId(paging, stage, read);
    case "link_header":
      return atAddress(
        linkOf(headerOf(read.page, "link") ?? "", paging.rel ?? "next"),
        stage,
        read,
      );
    case "next_url":
      return atAddress(readText(read.records.document, paging.path), stage, read);
  }
}

function isLastOfNumbered(
  paging: Extract<Paging, { kind: "page" | "offset" }>,
  stage: FeedStage,
  { page, records }: AnsweredPage,
): boolean {
  if (records.count === 0) return true;
  const more = saysMore(paging.hasMore, records);
  if (more !== null) return !more;
  const pages = paging.kind === "page" ? figureAt(paging.pages, page, records) : null;
  if (pages !== null) return stage.place.page + 1 >= pages;
  const total = figureAt(paging.total, page, records);
  if (total !== null) return stage.seen + records.count >= total;
  return paging.endsOn !== "empty_page" && records.count < stage.limit;
}

/** Null where the definition has no such sign. */
function saysMore(path: string | undefined, { document }: RecordPage): boolean | null {
  return path === undefined || document === null ? null : isTrueAt(document, path);
}

function figureAt(
  place: AnswerPlace | undefined,
  page: SourcePage,
  { document }: RecordPage,
): number | null {
  if (place === undefined) return null;
  const text = textAt(place, page, document);
  return text !== null && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;
}

function textAt(
  place: AnswerPlace,
  page: SourcePage,
  document: RecordPage["document"],
): string | null {
  return place.from === "header" ? headerOf(page, place.name) : readText(document, place.path);
}

const REPEATS: PollProblem = {
  code: "page_repeats",
  detail:
    "The source answers the same page again and again. Check how the request asks for the next page.",
};

function afterCursor(
  paging: Extract<Paging, { kind: "cursor" }>,
  stage: FeedStage,
  { page, records }: AnsweredPage,
): PagePlace | null | { readonly problem: PollProblem } {
  if (saysMore(paging.hasMore, records) === false) return null;
  const cursor = textAt(paging.next, page, records.document);
  if (cursor === null || cursor === "") return null;
  if (cursor === stage.place.cursor) return { problem: REPEATS };
  return { ...stage.place, page: stage.place.page + 1, cursor };
}

function afterLastId(
  paging: Extract<Paging, { kind: "last_id" }>,
  stage: FeedStage,
  { records }: AnsweredPage,
): PagePlace | null | { readonly problem: PollProblem } {
  if (records.count === 0 || records.last === null || records.document === null) return null;
  const more = saysMore(paging.hasMore, records);
  if (more === false) return null;
  if (more === null && paging.endsOn !== "empty_page" && records.count < stage.limit) return null;
  const [found] = valuesAt(records.document.document, records.last, paging.path);
  const cursor = found === undefined ? null : plainText(found.value);
  if (cursor === null || cursor === stage.place.cursor) return { problem: REPEATS };
  return { ...stage.place, page: stage.place.page + 1, cursor };
}

/** The address of a relation in a Link header (RFC 8288). */
function linkOf(header: string, relation: string): string | null {
  for (const [, address = "", parameters = ""] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters);
    const names = (relations?.[1] ?? relations?.[2] ?? "").split(/\s+/);
    if (names.includes(relation)) return address;
  }
  return null;
}

/** Another server than the one that was asked would get our credentials. */
function atAddress(
  address: string | null,
  stage: FeedStage,
  { url }: AnsweredPage,
): PagePlace | null | { readonly problem: PollProblem } {
  if (address === null || address === "") return null;
  if (!URL.canParse(address, url) || new URL(address, url).origin !== new URL(url).origin) {
    const detail = "The source names a next page on another server, which is not asked.";
    return { problem: { code: "next_elsewhere", detail } };
  }
  const next = new URL(address, url).href;
  if (next === stage.place.url) return { problem: REPEATS };
  return { ...stage.place, page: stage.place.page + 1, url: next };
}

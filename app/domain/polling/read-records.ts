import { canonicalJson } from "../canonical-json.ts";
import { isBlank, plainText } from "../mapping/document/text.ts";
import { emptyObject, isDocumentObject } from "../mapping/document/value.ts";
import type { DocumentValue } from "../mapping/document/value.ts";
import type { Located } from "../mapping/language/located.ts";
import type { SourcePage } from "./answer.ts";
import type { Feed, PollerDefinition, RecordRule } from "./definition/poller-schema.ts";
import { parseMoment } from "./moment-text.ts";
import { readPageDocument, valuesAt } from "./page-document.ts";
import type { PageDocument } from "./page-document.ts";
import type { PollProblem } from "./problem.ts";

/** One record that a source answered with. */
export interface PolledRecord {
  /** The source's own id of it; null where the definition names none or the record has none. */
  readonly id: string | null;
  /** What is recorded: JSON that is the same for equal contents, whatever the order of their members. */
  readonly canonical: string;
  /** Where it stands among all: an instant or an id; null where it does not say. */
  readonly rank: string | null;
  /** Whether nothing more is expected of it; null where the definition does not say how to tell. */
  readonly isEnded: boolean | null;
}

/** A page of records, read. */
export interface RecordPage {
  readonly document: PageDocument | null;
  /** All that the answer held, also those that the definition passes over. */
  readonly count: number;
  readonly records: readonly PolledRecord[];
  /** The id of the last one, for keyset paging. */
  readonly last: Located | null;
}

/** How records of one kind are read: of a list, of a detail, or read again. */
export interface RecordReading {
  readonly definition: PollerDefinition;
  readonly feed: Feed;
  /** Where the answer has them; the feed's own path where left out. */
  readonly path?: string | undefined;
}

const EMPTY: RecordPage = { document: null, count: 0, records: [], last: null };

/** Reads the records of an answer. */
export function readRecords(
  page: SourcePage,
  reading: RecordReading,
): RecordPage | { readonly problem: PollProblem } {
  if (page.status === 204 || page.body.length === 0) return EMPTY;
  const format = reading.definition.format ?? "json";
  const document = readPageDocument(page, format);
  if ("problem" in document) return document;
  const path = reading.path ?? reading.feed.records.path;
  const found = valuesAt(document.document, document.root, path);
  if (found.length === 0 && format === "json" && !hasList(document, path)) return missing(path);
  const records = found
    .filter((located) => isWanted(located, reading.feed.records, document))
    .map((located) => recordOf(located, reading, document));
  // Where records stand among all is said by the list; a record asked for by its id need not repeat it.
  const isList = reading.path === undefined;
  const problem = isList ? rankProblem(reading.feed, records) : null;
  return problem === null
    ? { document, count: found.length, records, last: found.at(-1) ?? null }
    : { problem };
}

function missing(path: string): { readonly problem: PollProblem } {
  const detail = `The answer has nothing at ${path}. The source answers in another shape than the definition says; nothing was read past.`;
  return { problem: { code: "records_missing", detail } };
}

/** An empty list is there, or its place holds null; a wrong path leads nowhere. */
function hasList(document: PageDocument, path: string): boolean {
  const list = path.replace(/(?:\[\*\]|\.\*|\[\?).*$/, "");
  if (list === path) return false;
  return valuesAt(document.document, document.root, list).length > 0;
}

function isWanted(located: Located, { where }: RecordRule, { document }: PageDocument): boolean {
  if (where === undefined) return true;
  return valuesAt(document, located, where.path).some(({ value }) =>
    where.equals.includes(plainText(value) ?? ""),
  );
}

function recordOf(
  located: Located,
  { definition, feed }: RecordReading,
  { document }: PageDocument,
): PolledRecord {
  const textAt = (path: string | undefined) => {
    const [first] = path === undefined ? [] : valuesAt(document, located, path);
    return first === undefined || isBlank(first.value) ? null : plainText(first.value);
  };
  const value = feed.records.as === "answer" ? answerWith(located) : located.value;
  const { openSet } = definition;
  const end = openSet?.feed === feed.name ? openSet.ended : null;
  return {
    id: textAt(feed.records.id),
    canonical: canonicalJson(value),
    rank: rankOf(feed, textAt),
    isEnded: end === null ? null : end.equals.includes(textAt(end.path) ?? ""),
  };
}

function rankOf(feed: Feed, textAt: (path: string | undefined) => string | null): string | null {
  const { watermark } = feed;
  switch (watermark.kind) {
    case "none":
    case "window":
      return null;
    case "growing_id":
      return textAt(watermark.path);
    case "updated_since": {
      const text = textAt(watermark.path);
      return text === null ? null : parseMoment(text, watermark);
    }
  }
}

/** One record without a readable time is stored like the others; of a whole page it is a wrong definition. */
function rankProblem({ watermark }: Feed, records: readonly PolledRecord[]): PollProblem | null {
  const needsRank =
    watermark.kind === "growing_id" ||
    (watermark.kind === "updated_since" && watermark.path !== undefined);
  if (!needsRank || records.length === 0 || records.some(({ rank }) => rank !== null)) return null;
  const what = watermark.kind === "growing_id" ? "id" : "time of change";
  const path = watermark.path ?? "";
  const detail = `No record of the answer has a readable ${what} at ${path}. Correct the path or the format.`;
  return { code: "time_unreadable", detail };
}

/** The answer with this one record in it: every list on the way holds it alone. */
function answerWith(located: Located): DocumentValue {
  let { value } = located;
  for (let at = located; at.parent !== null; at = at.parent) {
    value = holding(at.parent.value, at.key, value);
  }
  return value;
}

function holding(
  container: DocumentValue,
  key: string | number,
  value: DocumentValue,
): DocumentValue {
  if (!isDocumentObject(container)) return [value];
  const copy = emptyObject();
  for (const [name, member] of Object.entries(container))
    copy[name] = name === key ? value : member;
  return copy;
}

import { readDocument } from "../mapping/document/read-document.ts";
import { excerpt, isBlank, plainText } from "../mapping/document/text.ts";
import type { Document, DocumentValue } from "../mapping/document/value.ts";
import { locate } from "../mapping/language/located.ts";
import type { Located } from "../mapping/language/located.ts";
import { MappingTooExpensive, Reading } from "../mapping/language/reading.ts";
import { find } from "../mapping/language/scope.ts";
import type { SourcePage } from "./answer.ts";
import { headerOf } from "./answer.ts";
import type { PollProblem } from "./problem.ts";

/** An answer, read. */
export interface PageDocument {
  readonly document: Document;
  readonly root: Located;
}

/** Reads an answer as the format that the definition says; a page for people is told apart. */
export function readPageDocument(
  page: SourcePage,
  format: "json" | "xml",
): PageDocument | { readonly problem: PollProblem } {
  const document = readDocument(page.body, format);
  if ("root" in document) return { document, root: locate(document.root) };
  if (document.code === "too_large")
    return { problem: { code: "too_large", detail: document.detail } };
  return { problem: isHtml(page) ? LOGIN_PAGE : unreadable(document.detail) };
}

const LOGIN_PAGE: PollProblem = {
  code: "login_page",
  detail:
    "The source answered with a web page, as it does where one must log in. Check the credentials and the base URL.",
};

function unreadable(detail: string): PollProblem {
  return { code: "unreadable", detail: `The answer cannot be read: ${detail}` };
}

function isHtml(page: SourcePage): boolean {
  if (/\bhtml\b/i.test(headerOf(page, "content-type") ?? "")) return true;
  const start = new TextDecoder().decode(page.body.slice(0, 200));
  return /^\s*<(?:!doctype html|html|head|body)\b/i.test(start);
}

/** The values at a path below a value; none where reading them would cost too much. */
export function valuesAt(document: Document, start: Located, path: string): readonly Located[] {
  try {
    return find(path, start, new Reading(document));
  } catch (error) {
    if (error instanceof MappingTooExpensive) return [];
    throw error;
  }
}

/** The one plain text at a path of an answer; null where there is none. */
export function readText(page: PageDocument | null, path: string): string | null {
  if (page === null) return null;
  const [first] = valuesAt(page.document, page.root, path);
  return first === undefined || isBlank(first.value) ? null : plainText(first.value);
}

/** All plain texts at a path of an answer. */
export function readTexts(page: PageDocument, path: string): readonly string[] {
  return valuesAt(page.document, page.root, path).flatMap(({ value }) =>
    isBlank(value) ? [] : (plainText(value) ?? []),
  );
}

/** Whether a path leads to anything that is not false, 0 or blank. */
export function isTrueAt(page: PageDocument, path: string): boolean {
  return valuesAt(page.document, page.root, path).some(({ value }) => isTrue(value));
}

function isTrue(value: DocumentValue): boolean {
  if (typeof value === "string") return !/^(?:|false|no|0)$/i.test(value.trim());
  return value !== false && value !== 0 && !isBlank(value);
}

/** A short piece of an answer that was a refusal, for people. */
export function excerptOf({ body }: SourcePage): string {
  const text = new TextDecoder().decode(body.slice(0, 400)).replace(/\s+/g, " ").trim();
  return text.startsWith("<") ? "" : excerpt(text);
}

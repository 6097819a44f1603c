import { encodeBase64 } from "./encoding.ts";
import { findHeader, formPairs, pathOf, queryOf } from "./signed-request.ts";
import type { SignedRequest } from "./signed-request.ts";
import type { Rejected } from "./verdict.ts";

/** What a content template may refer to beside the request itself. */
interface ContentValues {
  readonly timestamp: string | null;
  readonly id: string | null;
  readonly key: Uint8Array | null;
}

const PLACEHOLDER = /\{([a-z]+(?::[A-Za-z0-9_-]+)?)\}/;
const encoder = new TextEncoder();

/** The names in braces, in their order. */
export function placeholdersOf(template: string): readonly string[] {
  return piecesOf(template).filter((_, index) => index % 2 === 1);
}

const pieces = new Map<string, readonly string[]>();
const MAX_TEMPLATES = 500;

/** What stands between braces at the odd places, and all else at the even ones; templates are few. */
function piecesOf(template: string): readonly string[] {
  const known = pieces.get(template);
  if (known !== undefined) return known;
  if (pieces.size >= MAX_TEMPLATES) pieces.clear();
  const made = template.split(PLACEHOLDER);
  pieces.set(template, made);
  return made;
}

/**
 * Builds the signed bytes, in few parts: texts that follow each other make one.
 * A header that is absent counts as empty; one that came twice is rejected.
 */
export function buildContent(
  template: string,
  request: SignedRequest,
  values: ContentValues,
): readonly Uint8Array[] | Rejected {
  const parts: Uint8Array[] = [];
  let text = "";
  const endText = (): void => {
    if (text !== "") parts.push(encoder.encode(text));
    text = "";
  };
  for (const [index, piece] of piecesOf(template).entries()) {
    const part = index % 2 === 0 ? piece : fill(piece, request, values);
    if (typeof part === "string") text += part;
    else if ("verdict" in part) return part;
    else {
      endText();
      if (part.length > 0) parts.push(part);
    }
  }
  endText();
  return parts;
}

function fill(
  name: string,
  request: SignedRequest,
  values: ContentValues,
): Uint8Array | string | Rejected {
  if (name === "body") return request.body;
  if (name === "key") return values.key ?? new Uint8Array();
  if (name.startsWith("header:")) {
    const found = findHeader(request, name.slice("header:".length));
    return "verdict" in found ? found : (found.value ?? "");
  }
  return textOf(name, request, values);
}

function textOf(name: string, request: SignedRequest, values: ContentValues): string {
  switch (name) {
    case "timestamp":
      return values.timestamp ?? "";
    case "id":
      return values.id ?? "";
    case "method":
      return request.method;
    case "path":
      return pathOf(request.url);
    case "query":
      return queryOf(request.url);
    case "url":
      return absoluteUrl(request);
    case "body:base64":
      return encodeBase64(request.body);
    case "body:unless_form":
      return isForm(request) ? "" : bodyText(request);
    case "pairs:sorted":
      return sortedPairs(request);
  }
  return "";
}

/** The address as the sender knows it: a webhook's URL is always https. */
function absoluteUrl(request: SignedRequest): string {
  const host = findHeader(request, "host");
  return `https://${"verdict" in host ? "" : (host.value ?? "")}${request.url}`;
}

/** Names and values of query and form, sorted by name and run together (as Zoho signs them). */
function sortedPairs(request: SignedRequest): string {
  const form = isForm(request) ? formPairs(bodyText(request)) : [];
  return [...formPairs(queryOf(request.url)), ...form]
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([key, value]) => key + value)
    .join("");
}

function isForm(request: SignedRequest): boolean {
  const type = findHeader(request, "content-type");
  return "value" in type && (type.value ?? "").startsWith("application/x-www-form-urlencoded");
}

function bodyText(request: SignedRequest): string {
  return new TextDecoder().decode(request.body);
}

/** Every placeholder that a template may use; `header:` takes any name. */
export const PLACEHOLDERS = [
  "body",
  "body:base64",
  "body:unless_form",
  "timestamp",
  "id",
  "key",
  "url",
  "path",
  "query",
  "method",
  "pairs:sorted",
] as const;

import { rejected } from "./verdict.ts";
import type { Rejected } from "./verdict.ts";

/** The parts of a delivery that a signature may cover. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** Each header as it came, one pair a line on the wire: duplicates stay visible. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

type Found = { readonly value: string | null } | Rejected;

/** The header's value; null where it is absent, rejected where it came twice. */
export function findHeader(request: SignedRequest, name: string): Found {
  const wanted = name.toLowerCase();
  let value: string | null = null;
  let count = 0;
  for (const [header, text] of request.headers) {
    if (header.length !== wanted.length || header.toLowerCase() !== wanted) continue;
    value ??= text;
    count += 1;
  }
  return count > 1
    ? rejected("duplicate_header", `The header ${wanted} came ${String(count)} times.`)
    : { value };
}

/** The query parameter's value, percent-decoded; rejected where it came twice. */
export function findQuery(request: SignedRequest, name: string): Found {
  const values = queryPairs(request.url).filter(([key]) => key === name);
  if (values.length > 1) {
    return rejected("duplicate_header", `The query parameter ${name} came more than once.`);
  }
  return { value: values[0]?.[1] ?? null };
}

export function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? "";
}

/** The query without `?`; empty where there is none. */
export function queryOf(url: string): string {
  const mark = url.indexOf("?");
  return mark < 0 ? "" : url.slice(mark + 1);
}

function queryPairs(url: string): readonly (readonly [string, string])[] {
  return formPairs(queryOf(url));
}

/** Decodes `a=b&c=d`; text that is not well-formed percent-encoding stays as it is. */
export function formPairs(text: string): readonly (readonly [string, string])[] {
  return text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const [key, value] =
        equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [decode(key), decode(value)] as const;
    });
}

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

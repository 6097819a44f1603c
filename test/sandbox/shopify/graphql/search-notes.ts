import { responsePathAsArray } from "graphql";
import type { Context } from "./context.ts";
import { describe, unknownFields, type SearchWarning, type Term } from "./search.ts";

export interface SearchNote {
  readonly path: readonly (string | number)[];
  readonly query: string;
  readonly parsed: unknown;
  readonly warnings: readonly SearchWarning[];
}

/** Puts a search into the answer's `extensions.search` where Shopify would warn about it. */
export function noteSearch(
  context: Context,
  search: { readonly query: string; readonly term: Term; readonly fields: readonly string[] },
): void {
  const warnings = unknownFields(search.fields, search.term);
  if (warnings.length === 0) return;
  warn(context, { query: search.query, parsed: describe(search.term), warnings });
}

export function warn(context: Context, note: Omit<SearchNote, "path">): void {
  context.searches.push({ path: responsePathAsArray(context.info.path), ...note });
}

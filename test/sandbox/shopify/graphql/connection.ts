import { topLevelError } from "./errors.ts";
import { gidNumber } from "../store/ids.ts";
import type { Node } from "../store/types.ts";

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** A cursor's second half: what the list is sorted by. By default the id itself. */
export type CursorValue<T> = (item: T) => string | number;

const MAX_PAGE = 250;

/** One page of a list, with Shopify's cursors: base64 JSON of the last id and its sort value. */
export function connection<T extends { readonly id: string }>(
  items: readonly T[],
  page: PageArguments,
  valueOf: CursorValue<T> = (item) => numericId(item.id),
): Connection<T> {
  checkWindow(page);
  const ordered = page.reverse === true ? items.toReversed() : items;
  const cursors = ordered.map((item) => cursorOf(item.id, valueOf(item)));
  const from = page.after ? indexOfCursor(cursors, page.after) + 1 : 0;
  const to = page.before ? indexOfCursor(cursors, page.before) : ordered.length;
  const [start, end] = windowOf(from, Math.max(from, to), page);
  const nodes = ordered.slice(start, end);
  const edges = nodes.map((node, index) => ({ node, cursor: cursors[start + index] ?? "" }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: end < ordered.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: items.length,
  };
}

function windowOf(from: number, to: number, page: PageArguments): [number, number] {
  if (page.last !== undefined && page.last !== null) return [Math.max(from, to - page.last), to];
  const size = page.first ?? to - from;
  return [from, Math.min(to, from + size)];
}

/** Shopify's own checks of a page's size, in its words. */
function checkWindow(page: PageArguments): void {
  const size = page.first ?? page.last ?? null;
  if (size !== null && size > MAX_PAGE) {
    throw topLevelError(
      `Argument 'first' must be less than or equal to ${String(MAX_PAGE)}`,
      "BAD_REQUEST",
    );
  }
}

/** For connections that demand a window: one of `first` or `last`, not both. */
export function demandWindow(page: PageArguments): void {
  const hasFirst = page.first !== undefined && page.first !== null;
  const hasLast = page.last !== undefined && page.last !== null;
  if (!hasFirst && !hasLast)
    throw topLevelError("you must provide one of first or last", "BAD_REQUEST");
  if (hasFirst && hasLast) {
    throw topLevelError("providing both first and last is not supported", "BAD_REQUEST");
  }
}

export function empty(): Connection<Node> {
  return connection<Node>([], {});
}

function cursorOf(id: string, value: string | number): string {
  const json = JSON.stringify({ last_id: numericId(id), last_value: value });
  return Buffer.from(json).toString("base64");
}

function numericId(id: string): string | number {
  const number = Number(gidNumber(id));
  return Number.isNaN(number) ? gidNumber(id) : number;
}

function indexOfCursor(cursors: readonly string[], cursor: string): number {
  const index = cursors.indexOf(cursor);
  if (index < 0) throw topLevelError(`Invalid cursor for current pagination sort.`, "BAD_REQUEST");
  return index;
}

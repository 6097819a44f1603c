import type { PagePlace } from "../queries/keyset.ts";

/** Where a list's page begins, as its address says; a cursor that is none begins at the top. */
export function placeIn(search: URLSearchParams, isCursor: (text: string) => boolean): PagePlace {
  const after = search.get("after");
  if (after !== null && isCursor(after)) return { from: "after", cursor: after };
  const before = search.get("before");
  if (before !== null && isCursor(before)) return { from: "before", cursor: before };
  return { from: "top" };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** No name of an order or a package is longer. */
const MAX_QUERY_LENGTH = 200;

export function queryIn(search: URLSearchParams): string {
  return (search.get("q") ?? "").slice(0, MAX_QUERY_LENGTH);
}

const ORDER_CURSOR =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A place in the list of orders: when the order changed, and its id. */
export function isOrderCursor(text: string): boolean {
  return ORDER_CURSOR.test(text);
}

/** The same list under the view that is open at an address: its filters may differ from the view's own. */
export function withView(search: URLSearchParams, address: URLSearchParams): URLSearchParams {
  const view = address.get("view");
  if (view !== null && isUuid(view)) search.set("view", view);
  return search;
}

/** Whether a search is only typed on. Such an address replaces the one before: the way back does not lead through every pause. */
export function isTypedOn(before: string, after: string): boolean {
  return before !== "" && after !== "" && before !== after;
}

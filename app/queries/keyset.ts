import type { Page } from "../screens/messages/view.ts";

/** Where a page begins: after a cursor (further down), before one (further up), or at the top. */
export type PagePlace =
  | { readonly from: "top" }
  | { readonly from: "after"; readonly cursor: string }
  | { readonly from: "before"; readonly cursor: string };

const PAGE_SIZE = 25;

/** One row more than a page shows whether there is a further page. */
export const ROWS_READ = PAGE_SIZE + 1;

/**
 * Makes a page of up to `ROWS_READ` rows, which came in reading direction:
 * downwards from `top` and `after`, upwards from `before`.
 */
export function pageOf<T>(
  read: readonly T[],
  place: PagePlace,
  cursorOf: (row: T) => string,
): Page<T> {
  const hasMore = read.length > PAGE_SIZE;
  const shown = read.slice(0, PAGE_SIZE);
  const rows = place.from === "before" ? shown.reverse() : shown;
  const hasAbove = place.from === "before" ? hasMore : place.from === "after";
  const hasBelow = place.from === "before" ? true : hasMore;
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    rows,
    before: hasAbove && first !== undefined ? cursorOf(first) : null,
    after: hasBelow && last !== undefined ? cursorOf(last) : null,
  };
}

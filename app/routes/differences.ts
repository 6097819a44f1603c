import { isDifferenceKind, type DifferenceKind } from "../domain/backtest/difference.ts";
import type { PagePlace } from "../queries/keyset.ts";
import { placeIn } from "./page-place.ts";

/** No name of an order is longer. */
const MOST_KEY_LENGTH = 2000;

/** The difference that an address narrows a list to; null for all. */
export function kindIn(search: URLSearchParams): DifferenceKind | null {
  const kind = search.get("kind");
  return kind !== null && isDifferenceKind(kind) ? kind : null;
}

/** Where a page of differences begins; its cursors are orders. */
export function keyPlaceIn(search: URLSearchParams): PagePlace {
  return placeIn(search, (text) => text.length < MOST_KEY_LENGTH);
}

type SetSearch = (next: URLSearchParams, options: { readonly preventScrollReset: boolean }) => void;

/** Turns pages of differences and narrows them, by the address. */
export function useNarrowed(search: URLSearchParams, setSearch: SetSearch) {
  const go = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(search);
    for (const name of ["after", "before"]) next.delete(name);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { preventScrollReset: true });
  };
  return {
    onKind: (kind: DifferenceKind | null) => {
      go({ kind });
    },
    onTurn: (to: { readonly before: string } | { readonly after: string }) => {
      go({ ...to });
    },
  };
}

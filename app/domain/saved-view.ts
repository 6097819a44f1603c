/** The lists that can be kept under a name. */
export const VIEWED_LISTS = ["messages", "orders"] as const;
export type ViewedList = (typeof VIEWED_LISTS)[number];

/** A list as somebody narrowed it, under a name that the whole shop sees. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** The filters as the list's address writes them, without `?`. */
  readonly search: string;
}

/** As many tabs as a person still finds one among. */
export const MOST_VIEWS = 20;
export const MAX_VIEW_NAME = 40;
export const MAX_VIEW_SEARCH = 2000;

/** How far a source was asked about an order that somebody had looked at again. */
export interface AskedSource {
  readonly name: string;
  readonly state: AskedState;
  /** Why it could not be asked, in a sentence; null where it could. */
  readonly problem: string | null;
}

export type AskedState =
  | "asking"
  /** It wants to be left alone for a while, and is asked after that. */
  | "waiting"
  | "told_news"
  | "told_nothing_new"
  | "knows_no_such_order"
  /** It takes no question about a single order: its lists of changes were read. */
  | "lists_read"
  | "failed"
  | "polling_off"
  /** It drives the storefront, and nobody has set up how it is asked. */
  | "not_polled";

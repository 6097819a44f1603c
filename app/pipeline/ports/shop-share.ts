/** What one shop may have of a worker, so that a flood of it leaves room for the others' next message. */
export interface ShopShare {
  /** Units of one shop in work at once, at most. */
  readonly atOnce: number;
  /** The shop of each unit that is in work. */
  readonly inWork: readonly string[];
}

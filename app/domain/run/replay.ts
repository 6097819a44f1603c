/** Messages of one replay; more are replayed in several, each looked at before it is begun. */
export const MOST_REPLAYED = 5000;

/** What came of a replay so far. */
export interface ReplaySummary {
  readonly replayed: number;
  /** Their content was removed, so that there was nothing to replay. */
  readonly removed: number;
}

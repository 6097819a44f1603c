/** A unit of work that is given back, to be tried again after so many seconds. */
export interface Delay {
  readonly seconds: number;
  /** A surprise counts against the unit; what is passing says nothing of it. */
  readonly cause: "surprise" | "passing";
}

/** How often the tries at a claimed unit of work failed before this one. */
export interface TriesBefore {
  /** Claims in a row that ended in a surprise. */
  readonly attempts: number;
  /** Claims in a row whose lease ran out: their workers ended or lost the database. */
  readonly lost: number;
}

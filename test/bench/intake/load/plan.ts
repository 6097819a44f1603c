/** What one program of senders is to do, against one server. */
export interface LoadPlan {
  readonly port: number;
  /** Paths of the endpoints; each connection keeps to one of them. */
  readonly paths: readonly string[];
  /** `whsec_…`: one signing secret for all of them. */
  readonly secret: string;
  /** Begins every message id, so that no two runs send the same message. */
  readonly run: string;
  readonly bodyBytes: number;
  readonly connections: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /**
   * Deliveries a second that are sent whether the ones before are answered or
   * not. Null: each connection sends the next as soon as it has its answer.
   */
  readonly perSecond: number | null;
  /** About as many deliveries are signed before the first is sent. */
  readonly signedAhead: number;
}

/** Milliseconds from writing a delivery to its whole answer. */
export interface Latencies {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** What came of the measured seconds, and of all that was sent with the warm-up. */
export interface LoadResult {
  readonly seconds: number;
  readonly sent: number;
  readonly answered: number;
  /** Answers with 2xx. */
  readonly accepted: number;
  /** Answers with 2xx, those of the warm-up too: as many rows must be there. */
  readonly acceptedInAll: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Refusals with 429 or 503 that did not say when to come again. */
  readonly withoutRetryAfter: number;
  /** Connections that broke with a delivery on its way. */
  readonly broken: number;
  readonly latencies: Latencies;
  readonly refusals: Latencies;
}

/** What the program tells its parent. */
export type LoadNotice =
  /** The warm-up is over. */
  | { readonly kind: "began" }
  /** The measured seconds are over; what is on its way is still waited for. */
  | { readonly kind: "measured" }
  | { readonly kind: "ended"; readonly result: LoadResult };

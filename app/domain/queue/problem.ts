/** Why nothing can be taken from a queue now; what waits there stays there. */
export interface QueueProblem {
  readonly code: QueueProblemCode;
  /** What the queue's service said, in its own words; empty where it said nothing. */
  readonly said: string;
}

export const QUEUE_PROBLEM_CODES = [
  "access_denied",
  "delete_denied",
  "key_unknown",
  "secret_wrong",
  "clock_off",
  "region_wrong",
  "queue_missing",
  "encryption_denied",
  "too_many_in_flight",
  "throttled",
  "refused",
  "server_error",
  "address_blocked",
  "tls_refused",
  "unreachable",
  "timeout",
  "unreadable",
  "not_deleted",
  "inbox_full",
  "failed",
  "interrupted",
] as const;

export type QueueProblemCode = (typeof QUEUE_PROBLEM_CODES)[number];

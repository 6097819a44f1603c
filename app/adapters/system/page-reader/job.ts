import type { PollerDefinition } from "../../../domain/polling/definition/poller-schema.ts";
import type { PollState } from "../../../domain/polling/poll-state.ts";
import type { AnswerReading, Exchange } from "../../../domain/polling/read-answer.ts";

/** One answer for the thread to read. */
export interface Job {
  readonly definition: PollerDefinition;
  readonly state: PollState;
  readonly exchange: Exchange;
}

/** What the thread answers; `failed` is a mistake of ours, as the thread threw it. */
export type JobAnswer =
  | { readonly kind: "read"; readonly reading: AnswerReading }
  | { readonly kind: "failed"; readonly error: unknown };

import type { IncomingMessage, ServerResponse } from "node:http";

/** One request with its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The sender asked `Expect: 100-continue`, and sends its body only when told to. */
  readonly isWaiting: boolean;
}

import type { Instant } from "../instant.ts";
import type { OrderUpdate } from "../order-record/order-update.ts";
import type { MappingProblem } from "./problem.ts";
import type { SeenStatus } from "./seen-status.ts";

/** A received message, as the mapping sees it. */
export interface Payload {
  readonly body: Uint8Array;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The query string without `?`. */
  readonly query: string;
  /** When it came; times of the source that lie far ahead of it are not believed. */
  readonly receivedAt?: Instant;
  /** Set for the answer to a fetch of this mapping, which is read by its fields; told by the headers where left out. */
  readonly isFetched?: boolean;
  /** Set for what was read by polling, which has fields of its own where the mapping says so. */
  readonly isPolled?: boolean;
}

export interface Interpretation {
  readonly updates: readonly OrderUpdate[];
  readonly problems: readonly MappingProblem[];
  /** Items that the mapping or the status map says to pass over. */
  readonly ignored: readonly IgnoredItem[];
  /** The status of every item that has one, whatever became of the item. */
  readonly statuses: readonly SeenStatus[];
  /** Addresses that a thin webhook asks to be fetched, all on the mapping's pinned hosts. */
  readonly fetches: readonly string[];
}

export interface IgnoredItem {
  /** Where in the payload. */
  readonly at: string;
  /** The source's status; null where the mapping's `where` left the item out. */
  readonly status: string | null;
}

import type { EventReader } from "../../adapters/postgres/outgoing/readers.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Log } from "../../pipeline/ports.ts";
import type { EventPage, EventsRequest } from "../../queries/outgoing/read-events.ts";

/** Where events are read; `listen` tells whose subscriber has more, null where it may be anybody's. */
export interface EventSource {
  find(key: string): Promise<EventReader | null>;
  read(request: EventsRequest): Promise<EventPage | null>;
  acknowledge(reader: EventReader, eventId: string): Promise<Instant | null>;
  listen(onMore: (subscriberId: string | null) => void): () => void;
}

export interface StreamParts {
  readonly events: EventSource;
  readonly log: Log;
  readonly draining: AbortSignal;
}

export interface StreamRequest {
  readonly reader: EventReader;
  /** Asked for again before each reading: a key that ended ends its streams. */
  readonly key: string;
}

/** What is asked for at once. */
export const STREAM_PAGE = { limit: 100, which: "all" } as const;

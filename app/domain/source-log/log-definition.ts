import type { Feed, PollerDefinition } from "../polling/definition/poller-schema.ts";

const EVENT_LOG_FEED = "event_log";

/** The definition under which a source's event log is asked for: like a list of its orders. Null where it exposes none. */
export function logDefinition(definition: PollerDefinition): PollerDefinition | null {
  const { eventLog } = definition;
  if (eventLog === undefined) return null;
  const { request, records: path, paging, watermark } = eventLog;
  const feed: Feed = { name: EVENT_LOG_FEED, request, records: { path }, paging, watermark };
  const { openSet: _openSet, ...rest } = definition;
  return { ...rest, feeds: [feed] };
}

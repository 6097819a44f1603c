import { type EventSenderParts, httpEventSender } from "./adapters/notify/event-sender.ts";
import { acknowledgeEvent } from "./adapters/postgres/outgoing/acknowledge.ts";
import {
  type DeliveryParts,
  postgresEventDeliveries,
} from "./adapters/postgres/outgoing/deliveries.ts";
import { findReader } from "./adapters/postgres/outgoing/readers.ts";
import type { PushPorts } from "./pipeline/push-event.ts";
import { readEvents } from "./queries/outgoing/read-events.ts";
import type { EventSource } from "./server/events/event-source.ts";

/** What pushes events to subscribers. */
export function eventPushes(
  parts: Omit<DeliveryParts, "keys"> & EventSenderParts,
  { keys }: Pick<DeliveryParts, "keys">,
): Omit<PushPorts, "clock"> {
  return {
    deliveries: postgresEventDeliveries({ ...parts, keys }),
    eventSender: httpEventSender(parts),
  };
}

/** Where subscribers that ask read their events. */
export function eventSource(parts: Pick<DeliveryParts, "database" | "clock">): EventSource {
  const { database } = parts;
  return {
    find: (key) => findReader(database, key),
    read: (request) => readEvents(database, request),
    acknowledge: (reader, eventId) => acknowledgeEvent(parts, reader, eventId),
    listen: (onMore) => database.listen("handoff_event", onMore),
  };
}

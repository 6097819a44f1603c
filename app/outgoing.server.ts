import { httpEventSender } from "./adapters/notify/event-sender.ts";
import { postgresEventDeliveries } from "./adapters/postgres/outgoing/deliveries.ts";
import type { DeliveryParts } from "./adapters/postgres/outgoing/deliveries.ts";
import type { EventSenderParts } from "./adapters/notify/event-sender.ts";
import type { PushPorts } from "./pipeline/push-event.ts";

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

/**
 * What others may be told of. `message.applied` is the receipt: it is written
 * when Shopify was read back and agrees, and no earlier.
 */
export const EVENT_TYPES = [
  "order.status_changed",
  "shipment.applied",
  "message.applied",
  "message.failed",
  "discrepancy.opened",
  "discrepancy.healed",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What a customer can be told in a short text. */
export const TEXTED_TYPES = [
  "order.status_changed",
  "shipment.applied",
] as const satisfies readonly EventType[];

export const EVENT_FORMATS = ["json", "xml"] as const;
export type EventFormat = (typeof EVENT_FORMATS)[number];

/** `sms`: the signed event with a ready text in it, for a gateway that looks its recipient up by the order. */
export const SUBSCRIBER_KINDS = ["webhook", "sms"] as const;
export type SubscriberKind = (typeof SUBSCRIBER_KINDS)[number];

/** `kept`: nothing is pushed, the subscriber asks. */
export const DELIVERY_STATES = ["kept", "pending", "delivered", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

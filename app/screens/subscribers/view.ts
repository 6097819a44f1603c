import type { Instant } from "../../domain/instant.ts";
import type { DeliveryStep } from "../../domain/outgoing/delivery-log.ts";
import type { OutgoingEvent } from "../../domain/outgoing/event-body.ts";
import type { DeliveryState, SubscriberKind } from "../../domain/outgoing/event-type.ts";
import type { SubscriberForm } from "../../domain/outgoing/subscriber-form.ts";
import type { Page } from "../messages/view.ts";

/** Where events go while the first address takes none. */
export interface Detour {
  readonly to: "second" | "nowhere";
  readonly since: Instant;
  /** When the first address is tried again. */
  readonly probeAt: Instant;
}

export interface SubscriberSummary {
  readonly id: string;
  readonly name: string;
  readonly kind: SubscriberKind;
  /** Null where nothing is pushed. */
  readonly host: string | null;
  readonly state: "active" | "paused";
  /** Null while events go to the first address. */
  readonly detour: Detour | null;
  readonly failed: number;
  readonly waiting: number;
  /** When it was told last. */
  readonly lastAt: Instant | null;
}

export interface SubscriberView extends SubscriberSummary {
  readonly form: SubscriberForm;
  readonly deliveries: Page<DeliveryView>;
  /** What the deliveries are narrowed to; null for all. */
  readonly shown: DeliveryState | null;
}

export interface DeliveryView {
  readonly id: string;
  readonly eventId: string;
  readonly type: OutgoingEvent["type"];
  readonly orderName: string | null;
  readonly state: DeliveryState;
  readonly at: Instant;
  readonly acknowledgedAt: Instant | null;
  /** Why the last try failed. */
  readonly detail: string | null;
  /** Oldest first. */
  readonly steps: readonly DeliveryStep[];
}

/** The words of each type, by their key. */
export const EVENT_WORDS = {
  "order.status_changed": "statusChanged",
  "shipment.applied": "shipmentApplied",
  "message.applied": "messageApplied",
  "message.failed": "messageFailed",
  "discrepancy.opened": "discrepancyOpened",
  "discrepancy.healed": "discrepancyHealed",
  test: "test",
} as const satisfies Record<OutgoingEvent["type"], string>;

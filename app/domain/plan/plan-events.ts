import { epochOf, type Instant } from "../instant.ts";
import { milestoneRank, type DeliveryMilestone } from "../milestone.ts";
import type { ShipmentTruth, TrueEvent } from "../order-record/order-truth.ts";
import type { Fulfillment } from "../storefront/storefront-order.ts";
import type { Intent } from "./intent.ts";
import {
  NOTHING_TO_DO,
  policyOf,
  shipmentBlocked,
  stepping,
  type PlanInput,
  type PlanPart,
} from "./plan-part.ts";
import { mayTell } from "./may-notify.ts";
import { isQuiet } from "./quiet.ts";
import { isOpen } from "./settle-intents.ts";
import type { CreateEvent } from "./step.ts";

/** FulfillmentEventStatus by milestone (Admin API 2026-10). */
export const EVENT_STATUS = {
  in_transit: "IN_TRANSIT",
  out_for_delivery: "OUT_FOR_DELIVERY",
  delivery_attempted: "ATTEMPTED_DELIVERY",
  delivery_failed: "FAILURE",
  delivered: "DELIVERED",
} as const satisfies Record<DeliveryMilestone, string>;

/**
 * Adds the delivery events that the storefront does not show, oldest first.
 *
 * Shopify keeps every event that it is given and cannot delete one, so one of
 * the same status, whoever made it, is enough, and none is added behind a
 * further one.
 */
export function planEvents(
  shipment: ShipmentTruth,
  fulfillment: Fulfillment,
  input: PlanInput,
): PlanPart {
  const [next] = shipment.events
    .filter((event) => isMissing(event, fulfillment))
    .filter((event) => mayBeTold(event, shipment, input))
    .map((event) => toStep(event, shipment, fulfillment))
    .filter((step) => intentOf(step, input)?.state !== "confirmed");
  if (next === undefined) return NOTHING_TO_DO;
  const earlier = intentOf(next, input);
  if (earlier === undefined || !isOpen(earlier) || isQuiet(earlier, input.now)) {
    return stepping({ ...next, happenedAt: notAfter(next.happenedAt, input.now) });
  }
  return shipmentBlocked(shipment, {
    code: "quiet_period",
    detail: "Waits until an earlier answer of Shopify can no longer be on its way.",
  });
}

/** Shopify mails of some events by the shop's own settings; what the policy silences is not added at all. */
function mayBeTold(
  { milestone, at }: TrueEvent,
  shipment: ShipmentTruth,
  input: PlanInput,
): boolean {
  const { notices } = policyOf(input, shipment.sourceId);
  const isTold = milestone === "delivered" || milestone === "out_for_delivery";
  return !isTold || mayTell(notices[milestone], at, input);
}

function intentOf({ kind, key }: CreateEvent, { intents }: PlanInput): Intent | undefined {
  return intents.find(({ step }) => step.kind === kind && step.key === key);
}

function toStep(event: TrueEvent, shipment: ShipmentTruth, fulfillment: Fulfillment): CreateEvent {
  const status = EVENT_STATUS[event.milestone];
  return {
    kind: "create_event",
    key: `${fulfillment.id}/${status}`,
    shipmentKey: shipment.key,
    fulfillmentId: fulfillment.id,
    status,
    happenedAt: event.at,
    message: null,
  };
}

function isMissing(event: TrueEvent, { events }: Fulfillment): boolean {
  return !events.some(({ status }) => rankOf(status) >= milestoneRank(event.milestone));
}

/** Rank of the milestone that a Shopify event shows; below every delivery milestone for other events. */
function rankOf(status: string): number {
  const shown = Object.entries(EVENT_STATUS).find(([, shopify]) => shopify === status);
  return shown === undefined ? -1 : milestoneRank(shown[0] as DeliveryMilestone);
}

/** Shopify takes an event of the future, which would then outrank every later one. */
function notAfter(at: Instant, now: Instant): Instant {
  return epochOf(at) > epochOf(now) ? now : at;
}

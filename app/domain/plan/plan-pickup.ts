import type { FulfillmentOrder } from "../storefront/storefront-order.ts";
import { mayTell } from "./may-notify.ts";
import {
  blocked,
  NOTHING_TO_DO,
  policyOf,
  stepping,
  together,
  type PlanInput,
  type PlanPart,
} from "./plan-part.ts";
import { isOpen } from "./settle-intents.ts";
import type { PreparePickup } from "./step.ts";
import { isServed } from "./unserved-orders.ts";

/**
 * Tells the customer once that the goods wait for them. Shopify shows nowhere
 * that it was told, so a notice of unknown outcome is never sent again.
 */
export function planPickup(input: PlanInput): PlanPart {
  const { truth, view } = input;
  const { notices } = policyOf(input, truth.sourceId);
  const readyAt = truth.readyForPickupAt;
  if (readyAt === null || !mayTell(notices.ready_for_pickup, readyAt, input)) return NOTHING_TO_DO;
  const targets = view.fulfillmentOrders.filter(isForPickup).filter(isServed);
  return together(targets.map((target) => prepare(target, input)));
}

/** Collected by the customer at the location. */
export function isForPickup({ deliveryMethod }: FulfillmentOrder): boolean {
  return deliveryMethod === "PICK_UP";
}

function prepare({ id }: FulfillmentOrder, { intents }: PlanInput): PlanPart {
  const step: PreparePickup = {
    kind: "prepare_pickup",
    key: id,
    shipmentKey: null,
    fulfillmentOrderId: id,
  };
  const earlier = intents.find(
    (intent) => intent.step.kind === step.kind && intent.step.key === id,
  );
  if (earlier === undefined || earlier.state === "planned" || earlier.state === "rejected") {
    return stepping(step);
  }
  if (!isOpen(earlier)) return NOTHING_TO_DO;
  return blocked({
    code: "pickup_notice_unknown",
    shipmentKeys: null,
    detail: "Nobody knows whether the customer was told to come. Tell them, or mark it as told.",
  });
}

import { isLive } from "../storefront/fulfillments.ts";
import { type Instant, plusSeconds } from "../instant.ts";
import type { Block } from "./block.ts";
import type { Intent } from "./intent.ts";
import {
  blocked,
  NOTHING_TO_DO,
  policyOf,
  stepping,
  type PlanInput,
  type PlanPart,
} from "./plan-part.ts";

/**
 * Cancels the order that its source cancelled, where the policy says so and
 * nothing of it is fulfilled. Shopify cancels in the background, so an
 * accepted request is waited for and never repeated.
 */
export function planOrder(input: PlanInput): PlanPart {
  const { truth, view } = input;
  if (truth.cancelledAt === null || view.cancelledAt !== null) return NOTHING_TO_DO;
  const obstacle = obstacleOf(input);
  if (obstacle !== null) return blocked({ ...obstacle, shipmentKeys: null });
  return stepping({ kind: "cancel_order", key: view.id, shipmentKey: null, orderId: view.id });
}

function obstacleOf(input: PlanInput): Omit<Block, "shipmentKeys"> | null {
  const { truth, view, intents } = input;
  if (policyOf(input, truth.sourceId).orderCancellation === "ask") {
    return {
      code: "order_cancel_needs_person",
      detail: "The source cancelled the order. Cancel it in Shopify, or ship it in the source.",
    };
  }
  const hasShipped = truth.shipments.some(
    ({ shippedAt, cancelledAt }) => shippedAt !== null && cancelledAt === null,
  );
  if (hasShipped || view.fulfillments.some(isLive)) {
    return {
      code: "cannot_cancel_fulfilled",
      detail:
        "The source cancelled the order, but a part of it is shipped. Decide what becomes of that first.",
    };
  }
  const accepted = intents.find(
    ({ step, state }) => step.kind === "cancel_order" && state === "confirmed",
  );
  return accepted === undefined ? null : cancelling(accepted, input.now);
}

/** A cancellation takes Shopify seconds; its job may fail without a word. */
const LONGEST_CANCELLATION_SECONDS = 15 * 60;

function cancelling({ sentAt }: Intent, now: Instant): Omit<Block, "shipmentKeys"> {
  if (sentAt !== null && plusSeconds(sentAt, LONGEST_CANCELLATION_SECONDS) < now) {
    return {
      code: "shopify_refused",
      detail:
        "Shopify accepted the cancellation, but did not carry it out. Cancel the order in Shopify.",
    };
  }
  return { code: "order_cancelling", detail: "Shopify is cancelling the order." };
}

import type { Instant } from "../domain/instant.ts";
import { orderTruth } from "../domain/order-record/order-truth.ts";
import type { Intent } from "../domain/plan/intent.ts";
import { plan, type Plan } from "../domain/plan/plan.ts";
import type { StorefrontOrder } from "../domain/storefront/storefront-order.ts";
import type { OrderWork } from "./ports.ts";

/** What Shopify showed, when, and the intents as they stood then. */
export interface Reading {
  readonly view: StorefrontOrder;
  readonly intents: readonly Intent[];
  readonly now: Instant;
}

/** The plan of an order, of what is known and what Shopify shows now. */
export function planOrder(work: OrderWork, { view, intents, now }: Reading): Plan {
  const truth = orderTruth(work.record, work.driving);
  const { policies, quietBefore, heldSince } = work;
  return plan({ truth, view, intents, policies, quietBefore, heldSince, now });
}

import { planHolds } from "./plan-holds.ts";
import { planOrder } from "./plan-order.ts";
import { together, type PlanInput, type PlanPart } from "./plan-part.ts";
import { planPickup } from "./plan-pickup.ts";
import { withoutRefused } from "./without-refused.ts";
import { planProgress } from "./plan-progress.ts";
import { planShipment } from "./plan-shipment.ts";
import { settleIntents, type Settlement } from "./settle-intents.ts";

/** Steps are in order; only the first is applied before Shopify is read again. Without steps and blocks the storefront agrees. */
export interface Plan extends PlanPart {
  /** Intents whose outcome this view shows. */
  readonly settlements: readonly Settlement[];
}

/** The steps that would make the storefront agree with what the sources say, or what is in the way. */
export function plan(input: PlanInput): Plan {
  const { settlements, intents } = settleIntents(input.intents, input.view);
  const settled = { ...input, intents };
  const shipments = input.truth.shipments.map((shipment) => planShipment(shipment, settled));
  const whole = together([
    planOrder(settled),
    planHolds(settled),
    ...shipments,
    planPickup(settled),
    planProgress(settled),
  ]);
  return { settlements, ...withoutRefused(whole, intents) };
}

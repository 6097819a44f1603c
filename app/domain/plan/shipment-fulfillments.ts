import type { ShipmentTruth } from "../order-record/order-truth.ts";
import type { Fulfillment } from "../storefront/storefront-order.ts";
import type { Intent } from "./intent.ts";
import type { PlanInput } from "./plan-part.ts";
import type { CreateFulfillment } from "./step.ts";

/** An intent to create a fulfillment. */
export type CreateIntent = Intent & { readonly step: CreateFulfillment };

/** The creates that were ever planned for a shipment, under any of its keys. */
export function createIntents(
  { keys }: ShipmentTruth,
  { intents }: PlanInput,
): readonly CreateIntent[] {
  return intents.filter(isCreate).filter(({ step }) => keys.includes(step.shipmentKey ?? ""));
}

/** The fulfillments that our confirmed creates made, cancelled ones too. */
export function shipmentFulfillments(
  shipment: ShipmentTruth,
  input: PlanInput,
): readonly Fulfillment[] {
  const results = createIntents(shipment, input)
    .filter(({ state }) => state === "confirmed")
    .map(({ resultId }) => resultId);
  return input.view.fulfillments.filter(({ id }) => results.includes(id));
}

function isCreate(intent: Intent): intent is CreateIntent {
  return intent.step.kind === "create_fulfillment";
}

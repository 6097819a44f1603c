import type { PlaceHold, ReleaseHold, StepAnswer } from "../../../domain/plan/step.ts";
import { PLACE_HOLD, RELEASE_HOLD } from "../operations/write-fulfillment-order.ts";
import type { ShopAdmin } from "./read-order.ts";
import { stepAnswer } from "./step-answer.ts";

/** The result is the hold; null where it was there already under this handle. */
export async function applyPlaceHold(
  { admin, shop }: ShopAdmin,
  { fulfillmentOrderId, handle }: PlaceHold,
): Promise<StepAnswer> {
  const hold = { reason: "OTHER", reasonNotes: NOTES, handle, notifyMerchant: false } as const;
  const reply = await admin.request(shop, PLACE_HOLD, { id: fulfillmentOrderId, hold });
  return stepAnswer(reply, ({ fulfillmentOrderHold: payload }) =>
    payload === null || payload === undefined
      ? null
      : { userErrors: payload.userErrors, resultId: payload.fulfillmentHold?.id ?? null },
  );
}

/** Read by the merchant's staff in Shopify's admin, in whatever language they use; so it is short. */
const NOTES = "On hold in the order management system (Handoff)";

/** The result is the fulfillment order, which may still be held by others. */
export async function applyReleaseHold(
  { admin, shop }: ShopAdmin,
  { fulfillmentOrderId, holdIds }: ReleaseHold,
): Promise<StepAnswer> {
  const reply = await admin.request(shop, RELEASE_HOLD, {
    id: fulfillmentOrderId,
    holdIds: [...holdIds],
  });
  return stepAnswer(reply, ({ fulfillmentOrderReleaseHold: payload }) =>
    payload === null || payload === undefined
      ? null
      : { userErrors: payload.userErrors, resultId: payload.fulfillmentOrder?.id ?? null },
  );
}

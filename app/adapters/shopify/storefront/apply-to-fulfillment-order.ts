import type {
  OpenFulfillmentOrder,
  PreparePickup,
  ReportProgress,
  SplitFulfillmentOrder,
  StepAnswer,
} from "../../../domain/plan/step.ts";
import {
  OPEN_FULFILLMENT_ORDER,
  PREPARE_PICKUP,
  REPORT_PROGRESS,
  SPLIT_FULFILLMENT_ORDER,
} from "../operations/write-fulfillment-order.ts";
import type { ShopAdmin } from "./read-order.ts";
import { stepAnswer } from "./step-answer.ts";

/** The result is the piece that was cut off. */
export async function applySplit(
  { admin, shop }: ShopAdmin,
  { fulfillmentOrderId, lines }: SplitFulfillmentOrder,
): Promise<StepAnswer> {
  const fulfillmentOrderLineItems = lines.map(({ id, quantity }) => ({ id, quantity }));
  const reply = await admin.request(shop, SPLIT_FULFILLMENT_ORDER, {
    splits: [{ fulfillmentOrderId, fulfillmentOrderLineItems }],
  });
  return stepAnswer(reply, ({ fulfillmentOrderSplit: payload }) =>
    payload === null || payload === undefined
      ? null
      : {
          userErrors: payload.userErrors,
          resultId: payload.fulfillmentOrderSplits?.[0]?.remainingFulfillmentOrder.id ?? null,
        },
  );
}

export async function applyReportProgress(
  { admin, shop }: ShopAdmin,
  { fulfillmentOrderId }: ReportProgress,
): Promise<StepAnswer> {
  const reply = await admin.request(shop, REPORT_PROGRESS, { id: fulfillmentOrderId });
  return stepAnswer(reply, ({ fulfillmentOrderReportProgress: payload }) =>
    payload === null || payload === undefined
      ? null
      : { userErrors: payload.userErrors, resultId: payload.fulfillmentOrder?.id ?? null },
  );
}

export async function applyOpen(
  { admin, shop }: ShopAdmin,
  { fulfillmentOrderId }: OpenFulfillmentOrder,
): Promise<StepAnswer> {
  const reply = await admin.request(shop, OPEN_FULFILLMENT_ORDER, { id: fulfillmentOrderId });
  return stepAnswer(reply, ({ fulfillmentOrderOpen: payload }) =>
    payload === null || payload === undefined
      ? null
      : { userErrors: payload.userErrors, resultId: payload.fulfillmentOrder?.id ?? null },
  );
}

/**
 * The payload names nothing that was made, so the result is the fulfillment
 * order. An error of Shopify's says for certain that nobody was told, also one
 * that says the order has changed: a refusal, that a person can lift.
 */
export async function applyPreparePickup(
  { admin, shop }: ShopAdmin,
  { fulfillmentOrderId }: PreparePickup,
): Promise<StepAnswer> {
  const reply = await admin.request(shop, PREPARE_PICKUP, { id: fulfillmentOrderId });
  const answer = stepAnswer(reply, ({ fulfillmentOrderLineItemsPreparedForPickup: payload }) =>
    payload === null || payload === undefined
      ? null
      : { userErrors: payload.userErrors, resultId: fulfillmentOrderId },
  );
  return answer.outcome === "moved" ? { outcome: "refused", message: answer.message } : answer;
}

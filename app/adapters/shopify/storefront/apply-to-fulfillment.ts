import type {
  CancelFulfillment,
  CreateEvent,
  CreateFulfillment,
  StepAnswer,
  StepFulfillmentOrder,
  UpdateTracking,
} from "../../../domain/plan/step.ts";
import type {
  FulfillmentEventStatus,
  FulfillmentInput,
  FulfillmentOrderLineItemsInput,
} from "../operations/generated/admin.types.d.ts";
import {
  CANCEL_FULFILLMENT,
  CREATE_EVENT,
  CREATE_FULFILLMENT,
  UPDATE_TRACKING,
} from "../operations/write-fulfillment.ts";
import type { ShopAdmin } from "./read-order.ts";
import { stepAnswer } from "./step-answer.ts";
import { trackingInput } from "./tracking-input.ts";

export async function applyCreateFulfillment(
  { admin, shop }: ShopAdmin,
  step: CreateFulfillment,
): Promise<StepAnswer> {
  const fulfillment = fulfillmentInput(step);
  const reply = await admin.request(shop, CREATE_FULFILLMENT, { fulfillment });
  return stepAnswer(reply, ({ fulfillmentCreate: payload }) =>
    payload === null || payload === undefined
      ? null
      : { userErrors: payload.userErrors, resultId: payload.fulfillment?.id ?? null },
  );
}

/** Lines are named where Shopify lets us: none would mean "all", also what was added since the plan. */
function fulfillmentInput(step: CreateFulfillment): FulfillmentInput {
  const trackingInfo = trackingInput(step.tracking);
  return {
    lineItemsByFulfillmentOrder: step.fulfillmentOrders.map(taken),
    notifyCustomer: step.notifyCustomer,
    ...(trackingInfo === null ? {} : { trackingInfo }),
  };
}

function taken({ id, lines, isUnnamed }: StepFulfillmentOrder): FulfillmentOrderLineItemsInput {
  if (isUnnamed === true) return { fulfillmentOrderId: id };
  const fulfillmentOrderLineItems = lines.map((line) => ({ id: line.id, quantity: line.quantity }));
  return { fulfillmentOrderId: id, fulfillmentOrderLineItems };
}

export async function applyUpdateTracking(
  { admin, shop }: ShopAdmin,
  { fulfillmentId, tracking, notifyCustomer }: UpdateTracking,
): Promise<StepAnswer> {
  const reply = await admin.request(shop, UPDATE_TRACKING, {
    fulfillmentId,
    tracking: trackingInput(tracking) ?? { numbers: [] },
    notifyCustomer,
  });
  return stepAnswer(reply, ({ fulfillmentTrackingInfoUpdate: payload }) =>
    payload === null || payload === undefined
      ? null
      : { userErrors: payload.userErrors, resultId: payload.fulfillment?.id ?? null },
  );
}

export async function applyCreateEvent(
  { admin, shop }: ShopAdmin,
  { fulfillmentId, status, happenedAt, message }: CreateEvent,
): Promise<StepAnswer> {
  const event = {
    fulfillmentId,
    // The plan's words are Shopify's; one that this version lacks comes back as `refused`.
    status: status as FulfillmentEventStatus,
    happenedAt,
    ...(message === null ? {} : { message }),
  };
  const reply = await admin.request(shop, CREATE_EVENT, { event });
  return stepAnswer(reply, ({ fulfillmentEventCreate: payload }) =>
    payload === null || payload === undefined
      ? null
      : { userErrors: payload.userErrors, resultId: payload.fulfillmentEvent?.id ?? null },
  );
}

export async function applyCancelFulfillment(
  { admin, shop }: ShopAdmin,
  { fulfillmentId }: CancelFulfillment,
): Promise<StepAnswer> {
  const reply = await admin.request(shop, CANCEL_FULFILLMENT, { id: fulfillmentId });
  return stepAnswer(reply, ({ fulfillmentCancel: payload }) =>
    payload === null || payload === undefined
      ? null
      : { userErrors: payload.userErrors, resultId: payload.fulfillment?.id ?? null },
  );
}

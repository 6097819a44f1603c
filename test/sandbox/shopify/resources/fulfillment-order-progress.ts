import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { touch } from "../orders/archive.ts";
import { orderOf } from "../orders/quantities.ts";
import type { FulfillmentOrder } from "../store/types.ts";
import { fulfillmentOrderPayload } from "../webhooks/payloads.ts";
import { siblingOf } from "../orders/create-fulfillment-orders.ts";
import { demandFulfillmentOrder } from "./fulfillment-order-find.ts";
import { serviceOf } from "./fulfillment-order-fields.ts";
import { sendNotice } from "./notices.ts";

interface ById {
  readonly id: string;
}

const NOT_FOUND = "Fulfillment order does not exist.";

export const fulfillmentOrderProgressResolvers: Resolvers = {
  Mutation: {
    fulfillmentOrderReportProgress: (_source: unknown, { id }: ById, context) =>
      reportProgress(context, id),
    fulfillmentOrderOpen: (_source: unknown, { id }: ById, context) => open(context, id),
    fulfillmentOrderClose: (_source: unknown, { id }: ById, context) => close(context, id),
    fulfillmentOrderCancel: (_source: unknown, { id }: ById, context) => cancel(context, id),
    fulfillmentOrderReschedule: (
      _source: unknown,
      { id, fulfillAt }: ById & { readonly fulfillAt: string },
      context,
    ) => reschedule(context, id, fulfillAt),
    fulfillmentOrdersSetFulfillmentDeadline: (
      _source: unknown,
      args: {
        readonly fulfillmentOrderIds: readonly string[];
        readonly fulfillmentDeadline: string;
      },
      context,
    ) => setDeadline(context, args.fulfillmentOrderIds, args.fulfillmentDeadline),
    fulfillmentOrderLineItemsPreparedForPickup: (
      _source: unknown,
      args: {
        readonly input: {
          readonly lineItemsByFulfillmentOrder: readonly { readonly fulfillmentOrderId: string }[];
        };
      },
      context,
    ) => preparedForPickup(context, args.input.lineItemsByFulfillmentOrder),
  },
};

function changed(context: Context, fulfillmentOrder: FulfillmentOrder, topic: string): void {
  fulfillmentOrder.updatedAt = context.now;
  touch(context, orderOf(context.shop, fulfillmentOrder));
  context.emit(topic, () => fulfillmentOrderPayload(context.shop, fulfillmentOrder));
}

function reportProgress(context: Context, id: string): unknown {
  const fulfillmentOrder = demandFulfillmentOrder(context, id);
  if (fulfillmentOrder === null) return refused(["id"], NOT_FOUND, "FULFILLMENT_ORDER_NOT_FOUND");
  if (fulfillmentOrder.status !== "OPEN" && fulfillmentOrder.status !== "IN_PROGRESS") {
    return refused(
      null,
      "Cannot report progress on a fulfillment order in this state.",
      "FULFILLMENT_ORDER_STATUS_INVALID",
    );
  }
  fulfillmentOrder.status = "IN_PROGRESS";
  fulfillmentOrder.progressReported = true;
  changed(context, fulfillmentOrder, "fulfillment_orders/progress_reported");
  return { fulfillmentOrder, userErrors: [] };
}

function open(context: Context, id: string): unknown {
  const fulfillmentOrder = demandFulfillmentOrder(context, id);
  if (fulfillmentOrder === null) return refused(["id"], NOT_FOUND);
  const { status } = fulfillmentOrder;
  if (status !== "IN_PROGRESS" && status !== "SCHEDULED") {
    const message = `Expected fulfillment order status to be valid but it was ${status.toLowerCase()}.`;
    return refused(null, message);
  }
  fulfillmentOrder.status = "OPEN";
  fulfillmentOrder.progressReported = false;
  changed(context, fulfillmentOrder, "fulfillment_orders/manually_reported_progress_stopped");
  return { fulfillmentOrder, userErrors: [] };
}

function close(context: Context, id: string): unknown {
  const fulfillmentOrder = demandFulfillmentOrder(context, id);
  if (fulfillmentOrder === null) return refused(["id"], NOT_FOUND);
  if (serviceOf(context.shop, fulfillmentOrder).type !== "THIRD_PARTY") {
    const message = "The fulfillment order's assigned fulfillment service must be of api type";
    return refused(null, message);
  }
  fulfillmentOrder.status = "INCOMPLETE";
  fulfillmentOrder.requestStatus = "CLOSED";
  changed(context, fulfillmentOrder, "fulfillment_orders/fulfillment_service_failed_to_complete");
  return { fulfillmentOrder, userErrors: [] };
}

/** Closes and empties it; a replacement takes over the lines, ids included. */
function cancel(context: Context, id: string): unknown {
  const fulfillmentOrder = demandFulfillmentOrder(context, id);
  if (fulfillmentOrder === null) return refused(["id"], NOT_FOUND);
  if (
    fulfillmentOrder.status === "IN_PROGRESS" &&
    fulfillmentOrder.requestStatus === "UNSUBMITTED"
  ) {
    const message =
      "Cannot cancel fulfillment order that has had progress reported. Mark as unfulfilled first.";
    return refused(["id"], message);
  }
  const isCancellable = ["UNSUBMITTED", "SUBMITTED", "REJECTED", "CANCELLATION_ACCEPTED"].includes(
    fulfillmentOrder.requestStatus,
  );
  if (fulfillmentOrder.status === "CLOSED" || !isCancellable) {
    const message = "Fulfillment order is not in cancelable request state and can't be canceled.";
    return refused(null, message);
  }
  const order = orderOf(context.shop, fulfillmentOrder);
  const replacement = siblingOf(context.shop, fulfillmentOrder, { order, now: context.now });
  replacement.lines = fulfillmentOrder.lines;
  fulfillmentOrder.lines = [];
  fulfillmentOrder.status = "CLOSED";
  changed(context, fulfillmentOrder, "fulfillment_orders/cancelled");
  return { fulfillmentOrder, replacementFulfillmentOrder: replacement, userErrors: [] };
}

function reschedule(context: Context, id: string, fulfillAt: string): unknown {
  const fulfillmentOrder = demandFulfillmentOrder(context, id);
  if (fulfillmentOrder === null) return refused(["id"], NOT_FOUND);
  if (fulfillmentOrder.status !== "SCHEDULED") {
    return refused(null, "Fulfillment order must be scheduled.");
  }
  fulfillmentOrder.fulfillAt = `${new Date(fulfillAt).toISOString().slice(0, 13)}:00:00Z`;
  changed(context, fulfillmentOrder, "fulfillment_orders/rescheduled");
  return { fulfillmentOrder, userErrors: [] };
}

function setDeadline(context: Context, ids: readonly string[], deadline: string): unknown {
  const found = ids.map((id) => demandFulfillmentOrder(context, id));
  if (found.includes(null)) {
    const message = "The fulfillment orders could not be found.";
    return {
      success: false,
      ...refused(["fulfillmentOrderIds"], message, "FULFILLMENT_ORDERS_NOT_FOUND"),
    };
  }
  for (const fulfillmentOrder of found) {
    if (fulfillmentOrder === null) continue;
    fulfillmentOrder.fulfillBy = `${new Date(deadline).toISOString().slice(0, 19)}Z`;
    fulfillmentOrder.updatedAt = context.now;
  }
  return { success: true, userErrors: [] };
}

/** The refusal is recorded; the success never was [X]: the mail, the webhook and the event are the schema's words. */
function preparedForPickup(
  context: Context,
  groups: readonly { readonly fulfillmentOrderId: string }[],
): unknown {
  const found = groups.map((group) => demandFulfillmentOrder(context, group.fulfillmentOrderId));
  const userErrors = found.flatMap((fulfillmentOrder, index) => {
    if (fulfillmentOrder?.deliveryMethod === "PICK_UP" && isOpen(fulfillmentOrder)) return [];
    const number = groups[index]?.fulfillmentOrderId.split("/").at(-1) ?? "";
    return {
      field: ["input", "lineItemsByFulfillmentOrder", String(index), "fulfillmentOrderId"],
      message: `Invalid fulfillment_order_id provided ${number}`,
      code: "FULFILLMENT_ORDER_INVALID",
    };
  });
  if (userErrors.length > 0) return { userErrors };
  for (const fulfillmentOrder of found) {
    if (fulfillmentOrder === null) continue;
    fulfillmentOrder.status = "IN_PROGRESS";
    changed(context, fulfillmentOrder, "fulfillment_orders/line_items_prepared_for_pickup");
    sendNotice(context, orderOf(context.shop, fulfillmentOrder), {
      kind: "ready_for_pickup",
      fulfillmentId: null,
      text: "Your order is ready for pickup",
    });
  }
  return { userErrors: [] };
}

function isOpen({ status }: FulfillmentOrder): boolean {
  return status === "OPEN" || status === "IN_PROGRESS";
}

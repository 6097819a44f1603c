import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { touch } from "../orders/archive.ts";
import { received } from "../orders/totals.ts";
import { jobGid } from "../store/ids.ts";
import { find } from "../store/shop.ts";
import type { Order } from "../store/types.ts";
import { orderPayload } from "../webhooks/payloads.ts";
import { sendNotice } from "./notices.ts";

interface Args {
  readonly orderId: string;
  readonly reason: string;
  readonly restock: boolean;
  readonly notifyCustomer?: boolean | null;
  readonly refund?: boolean | null;
  readonly refundMethod?: { readonly originalPaymentMethodsRefund?: boolean | null } | null;
  readonly staffNote?: string | null;
}

const MAX_STAFF_NOTE = 255;
const JOB_MILLISECONDS = 1_000;

export const orderCancelResolvers: Resolvers = {
  Mutation: {
    orderCancel: (_source: unknown, args: Args, context) => {
      const order = find<Order>(context.shop, "Order", args.orderId);
      if (order === null) return problem("orderId", "Order does not exist", "NOT_FOUND");
      const refusal = refusalOf(order, args);
      if (refusal !== null) return refusal;
      const job = cancel(context, order, args);
      return {
        job,
        jobResult: { ...job, status: "STARTED", errors: [], order },
        orderCancelUserErrors: [],
        userErrors: [],
      };
    },
  },
  Job: { query: () => ({}) },
  OrderCancelJobResult: {
    done: ({ order }: { readonly order: Order }) => order.cancelDone,
    status: ({ order }: { readonly order: Order }) => (order.cancelDone ? "SUCCEEDED" : "STARTED"),
  },
};

function problem(field: string, message: string, code = "INVALID"): unknown {
  const { userErrors } = refused([field], message, code);
  return { job: null, orderCancelUserErrors: userErrors, userErrors };
}

/** In the order recorded; user errors come in both lists. */
function refusalOf(order: Order, args: Args): unknown {
  if (args.refund !== undefined && args.refund !== null && args.refundMethod) {
    return problem("refund", "Only one of the arguments `refund` or `refund_method` is allowed.");
  }
  if ((args.staffNote?.length ?? 0) > MAX_STAFF_NOTE) {
    return problem(
      "staffNote",
      `Staff note is too long. Maximum length is ${String(MAX_STAFF_NOTE)} characters.`,
    );
  }
  if (order.cancelledAt !== null) {
    return problem("orderId", "Cannot cancel an order that has already been canceled");
  }
  if (order.fulfillments.some((fulfillment) => fulfillment.status === "SUCCESS")) {
    return problem("orderId", "Cannot cancel an order that has outstanding fulfillments");
  }
  if (order.returnStatus !== "NO_RETURN") {
    return problem("orderId", "Cannot cancel an order that has returns");
  }
  return null;
}

/**
 * Fulfillment orders close at once; they are emptied, and a paid order is
 * closed, by the job. An order that nobody paid is done within the call, as recorded.
 */
function cancel(context: Context, order: Order, args: Args): { id: string; done: boolean } {
  const { shop, world } = context;
  order.cancelledAt = context.now;
  order.cancelReason = args.reason;
  order.cancelStaffNote = args.staffNote ?? null;
  for (const fulfillmentOrder of order.fulfillmentOrders) {
    if (fulfillmentOrder.status === "CLOSED") continue;
    fulfillmentOrder.status = "CLOSED";
    fulfillmentOrder.holds = [];
    fulfillmentOrder.updatedAt = context.now;
    context.emit("fulfillment_orders/cancelled", () => ({
      fulfillment_order: { id: fulfillmentOrder.id, status: "cancelled" },
    }));
  }
  touch(context, order);
  context.emit("orders/cancelled", () => orderPayload(shop, order));
  if (args.notifyCustomer === true) {
    sendNotice(context, order, {
      kind: "order_cancelled",
      fulfillmentId: null,
      text: "Your order was cancelled",
    });
  }
  const finish = (): void => {
    finishCancel(order, args, world.timestamp());
  };
  if (received(order) === 0) finish();
  else shop.jobs.push({ dueAt: world.now() + JOB_MILLISECONDS, isPatient: false, run: finish });
  return { id: jobGid(), done: false };
}

function finishCancel(order: Order, args: Args, now: string): void {
  order.cancelDone = true;
  const isRefunded =
    args.refund === true || args.refundMethod?.originalPaymentMethodsRefund === true;
  if (isRefunded) order.refunded = received(order);
  order.closedAt ??= now;
  order.updatedAt = now;
  for (const fulfillmentOrder of order.fulfillmentOrders) {
    for (const line of fulfillmentOrder.lines) {
      line.totalQuantity = 0;
      line.remainingQuantity = 0;
    }
  }
}

import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { topLevelError } from "../graphql/errors.ts";
import { touch } from "../orders/archive.ts";
import { orderOf, remaining } from "../orders/quantities.ts";
import { remember } from "../store/shop.ts";
import type { FulfillmentOrder, MerchantRequest } from "../store/types.ts";
import { fulfillmentOrderPayload } from "../webhooks/payloads.ts";
import { demandFulfillmentOrder } from "./fulfillment-order-find.ts";
import { splitOff, type LineQuantity } from "./fulfillment-order-split.ts";

interface ById {
  readonly id: string;
  readonly message?: string | null;
}

interface SubmitArgs extends ById {
  readonly notifyCustomer?: boolean | null;
  readonly fulfillmentOrderLineItems?: readonly LineQuantity[] | null;
}

type Step = (context: Context, fulfillmentOrder: FulfillmentOrder, args: ById) => unknown;

/** What merchant and third-party service ask of each other, and answer. */
export const fulfillmentRequestResolvers: Resolvers = {
  Mutation: {
    fulfillmentOrderSubmitFulfillmentRequest: (_source: unknown, args: SubmitArgs, context) =>
      submit(context, args),
    fulfillmentOrderAcceptFulfillmentRequest: answering((_context, one) => {
      one.requestStatus = "ACCEPTED";
      one.status = "IN_PROGRESS";
    }, "fulfillment_request_accepted"),
    fulfillmentOrderRejectFulfillmentRequest: answering((_context, one) => {
      one.requestStatus = "REJECTED";
      one.status = "OPEN";
    }, "fulfillment_request_rejected"),
    fulfillmentOrderSubmitCancellationRequest: answering((context, one, { message }) => {
      addRequest(context, one, {
        kind: "CANCELLATION_REQUEST",
        message: message ?? null,
        options: {},
      });
    }, "cancellation_request_submitted"),
    fulfillmentOrderAcceptCancellationRequest: answering((_context, one) => {
      one.requestStatus = "CANCELLATION_ACCEPTED";
      one.status = "CLOSED";
      for (const line of one.lines) {
        line.totalQuantity = 0;
        line.remainingQuantity = 0;
      }
    }, "cancellation_request_accepted"),
    fulfillmentOrderRejectCancellationRequest: answering((_context, one) => {
      one.requestStatus = "CANCELLATION_REJECTED";
    }, "cancellation_request_rejected"),
    fulfillmentOrdersReroute: (
      _source: unknown,
      args: { readonly fulfillmentOrderIds: readonly string[] },
      context,
    ) => {
      for (const id of args.fulfillmentOrderIds) demandFulfillmentOrder(context, id);
      // The only recorded answer to a valid request.
      throw topLevelError(REROUTE_FAILURE, "INTERNAL_SERVER_ERROR");
    },
  },
};

const REQUEST_ID = "00000000-0000-4000-8000-000000000000-1700000000";
const REROUTE_FAILURE = `Internal error. Looks like something went wrong on our end.\nRequest ID: ${REQUEST_ID} (include this in support requests).`;

function answering(step: Step, topic: string) {
  return (_source: unknown, args: ById, context: Context): unknown => {
    const fulfillmentOrder = demandFulfillmentOrder(context, args.id);
    if (fulfillmentOrder === null) return refused(["id"], "Fulfillment order does not exist.");
    step(context, fulfillmentOrder, args);
    changed(context, fulfillmentOrder, topic);
    return { fulfillmentOrder, userErrors: [] };
  };
}

/** A partial request splits off what was not asked for. */
function submit(context: Context, args: SubmitArgs): unknown {
  const asked = demandFulfillmentOrder(context, args.id);
  if (asked === null) return refused(["id"], "Fulfillment order does not exist.");
  const lines = args.fulfillmentOrderLineItems ?? [];
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  const isPartial = lines.length > 0 && quantity < remaining(asked);
  const rest = isPartial ? splitOff(context, asked, complement(asked, lines)) : null;
  asked.requestStatus = "SUBMITTED";
  addRequest(context, asked, {
    kind: "FULFILLMENT_REQUEST",
    message: args.message ?? null,
    options: { notify_customer: args.notifyCustomer ?? false },
  });
  changed(context, asked, "fulfillment_request_submitted");
  return {
    originalFulfillmentOrder: asked,
    submittedFulfillmentOrder: asked,
    unsubmittedFulfillmentOrder: rest,
    userErrors: [],
  };
}

function complement(asked: FulfillmentOrder, lines: readonly LineQuantity[]): LineQuantity[] {
  return asked.lines
    .map(({ id, remainingQuantity }) => {
      const wanted = lines.find((line) => line.id === id)?.quantity ?? 0;
      return { id, quantity: remainingQuantity - wanted };
    })
    .filter((line) => line.quantity > 0);
}

function addRequest(
  context: Context,
  to: FulfillmentOrder,
  request: {
    readonly kind: MerchantRequest["kind"];
    readonly message: string | null;
    readonly options: Readonly<Record<string, unknown>>;
  },
): void {
  const made: MerchantRequest = {
    __typename: "FulfillmentOrderMerchantRequest",
    id: context.shop.ids.gid("FulfillmentOrderMerchantRequest"),
    kind: request.kind,
    message: request.message,
    requestOptions: request.options,
    sentAt: context.now,
    responseData: null,
  };
  to.merchantRequests.push(remember(context.shop, made));
}

function changed(context: Context, fulfillmentOrder: FulfillmentOrder, topic: string): void {
  fulfillmentOrder.updatedAt = context.now;
  touch(context, orderOf(context.shop, fulfillmentOrder));
  context.emit(`fulfillment_orders/${topic}`, () =>
    fulfillmentOrderPayload(context.shop, fulfillmentOrder),
  );
}

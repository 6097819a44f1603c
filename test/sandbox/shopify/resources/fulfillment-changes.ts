import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { touch } from "../orders/archive.ts";
import { addLine, siblingOf } from "../orders/create-fulfillment-orders.ts";
import { orderOf } from "../orders/quantities.ts";
import { find, remember } from "../store/shop.ts";
import type { Fulfillment, FulfillmentEvent, FulfillmentOrder, Order } from "../store/types.ts";
import { fulfillmentEventPayload, fulfillmentPayload } from "../webhooks/payloads.ts";
import { sendNotice } from "./notices.ts";
import { trackingOf, type TrackingInput } from "./tracking.ts";

interface TrackingArgs {
  readonly fulfillmentId: string;
  readonly trackingInfoInput: TrackingInput;
  readonly notifyCustomer?: boolean | null;
}

interface EventInput extends Partial<Omit<FulfillmentEvent, "id" | "createdAt">> {
  readonly fulfillmentId: string;
  readonly status: string;
}

const updateTracking = (_source: unknown, args: TrackingArgs, context: Context): unknown => {
  const fulfillment = find<Fulfillment>(context.shop, "Fulfillment", args.fulfillmentId);
  if (fulfillment === null) return refused(["fulfillmentId"], "Fulfillment does not exist.");
  const order = orderOf(context.shop, fulfillment);
  fulfillment.tracking = trackingOf(args.trackingInfoInput);
  fulfillment.updatedAt = context.now;
  touch(context, order);
  context.emit("fulfillments/update", () => fulfillmentPayload(context.shop, fulfillment));
  if (args.notifyCustomer === true) {
    const text = fulfillment.tracking.map((info) => info.number ?? info.url).join(", ");
    sendNotice(context, order, {
      kind: "shipping_update",
      fulfillmentId: fulfillment.id,
      text: `Shipping update: ${fulfillment.name} ${text}`,
    });
  }
  return { fulfillment, userErrors: [] };
};

export const fulfillmentChangeResolvers: Resolvers = {
  Mutation: {
    fulfillmentTrackingInfoUpdate: updateTracking,
    fulfillmentTrackingInfoUpdateV2: updateTracking,
    fulfillmentEventCreate: (
      _source: unknown,
      { fulfillmentEvent: input }: { readonly fulfillmentEvent: EventInput },
      context,
    ) => createEvent(context, input),
    fulfillmentCancel: (_source: unknown, { id }: { readonly id: string }, context) => {
      const fulfillment = find<Fulfillment>(context.shop, "Fulfillment", id);
      if (fulfillment === null) return refused(["id"], "Fulfillment not found.");
      if (fulfillment.status !== "CANCELLED") cancel(context, fulfillment);
      return { fulfillment, userErrors: [] };
    },
  },
};

function createEvent(context: Context, input: EventInput): unknown {
  const { shop, now } = context;
  const fulfillment = find<Fulfillment>(shop, "Fulfillment", input.fulfillmentId);
  if (fulfillment === null) {
    return refused(["fulfillmentEvent", "fulfillmentId"], "Fulfillment does not exist.");
  }
  const event: FulfillmentEvent = remember(shop, {
    __typename: "FulfillmentEvent",
    id: shop.ids.gid("FulfillmentEvent"),
    status: input.status,
    message: input.message ?? null,
    happenedAt: input.happenedAt === undefined ? now : wholeSeconds(input.happenedAt),
    createdAt: now,
    estimatedDeliveryAt: input.estimatedDeliveryAt ? wholeSeconds(input.estimatedDeliveryAt) : null,
    city: input.city ?? null,
    province: input.province ?? null,
    country: input.country ?? null,
    zip: input.zip ?? null,
    address1: input.address1 ?? null,
    latitude: input.latitude ?? null,
    longitude: input.longitude ?? null,
  });
  fulfillment.events.push(event);
  fulfillment.events.sort((a, b) => (a.happenedAt < b.happenedAt ? -1 : 1));
  showEvent(context, fulfillment, event);
  context.emit("fulfillment_events/create", () =>
    fulfillmentEventPayload(shop, fulfillment, event),
  );
  return { fulfillmentEvent: event, userErrors: [] };
}

/** Events after which the buyer gets a mail, where the shop sends them [X: never recorded]. */
const MAILS: Readonly<Record<string, "out_for_delivery" | "delivered">> = {
  OUT_FOR_DELIVERY: "out_for_delivery",
  DELIVERED: "delivered",
};

/**
 * The newest event by `happenedAt` gives the display status. Only IN_TRANSIT
 * was recorded; which of several events wins is a guess [X].
 */
function showEvent(context: Context, fulfillment: Fulfillment, event: FulfillmentEvent): void {
  fulfillment.updatedAt = context.now;
  if (event.estimatedDeliveryAt !== null)
    fulfillment.estimatedDeliveryAt = event.estimatedDeliveryAt;
  if (event.status === "IN_TRANSIT") fulfillment.inTransitAt ??= event.happenedAt;
  if (event.status === "DELIVERED") fulfillment.deliveredAt = event.happenedAt;
  const newest = fulfillment.events.at(-1);
  if (newest !== undefined && fulfillment.status !== "CANCELLED") {
    fulfillment.displayStatus = newest.status === "FAILURE" ? "NOT_DELIVERED" : newest.status;
  }
  const kind = MAILS[event.status];
  if (kind === undefined || !context.shop.sendsDeliveryMails) return;
  const order = orderOf(context.shop, fulfillment);
  const text = `${event.status === "DELIVERED" ? "Delivered" : "Out for delivery"}: ${fulfillment.name}`;
  sendNotice(context, order, { kind, fulfillmentId: fulfillment.id, text });
}

function wholeSeconds(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** The quantities come back: in a closed fulfillment order (dead from now on) and in a new, open one. */
function cancel(context: Context, fulfillment: Fulfillment): void {
  const order = orderOf(context.shop, fulfillment);
  fulfillment.status = "CANCELLED";
  fulfillment.displayStatus = "CANCELED";
  fulfillment.updatedAt = context.now;
  const taken = fulfillment.lines.flatMap((line) => line.taken);
  for (const [id, takings] of Map.groupBy(taken, (one) => one.fulfillmentOrderId)) {
    const old = order.fulfillmentOrders.find((one) => one.id === id);
    if (old !== undefined) giveBack(context, order, { old, takings });
  }
  order.closedAt = null;
  touch(context, order);
  context.emit("fulfillments/update", () => fulfillmentPayload(context.shop, fulfillment));
}

interface GivenBack {
  readonly old: FulfillmentOrder;
  readonly takings: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** For a fulfillment order that is still open, the quantity simply returns to it [X]. */
function giveBack(context: Context, order: Order, { old, takings }: GivenBack): void {
  const wasClosed = old.status === "CLOSED";
  for (const { lineId, quantity } of takings) {
    const line = old.lines.find((own) => own.id === lineId);
    if (line !== undefined) line.remainingQuantity += quantity;
  }
  old.updatedAt = context.now;
  if (!wasClosed) {
    const isUntouched = old.lines.every((line) => line.remainingQuantity === line.totalQuantity);
    if (isUntouched && !old.progressReported) old.status = "OPEN";
    return;
  }
  if (order.cancelledAt !== null) return;
  const fresh = siblingOf(context.shop, old, { order, now: context.now });
  for (const { lineId, quantity } of takings) {
    const line = old.lines.find((own) => own.id === lineId);
    if (line !== undefined) addLine(context.shop, fresh, { lineItemId: line.lineItemId, quantity });
  }
}

import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { topLevelError } from "../graphql/errors.ts";
import { archiveSoon, touch } from "../orders/archive.ts";
import { orderOf, remaining } from "../orders/quantities.ts";
import { gidNumber } from "../store/ids.ts";
import { find, remember } from "../store/shop.ts";
import type {
  Address,
  Fulfillment,
  FulfillmentOrder,
  FulfillmentOrderLine,
  Order,
  TrackingInfo,
} from "../store/types.ts";
import { fulfillmentPayload } from "../webhooks/payloads.ts";
import { sendNotice } from "./notices.ts";
import { trackingOf, type TrackingInput } from "./tracking.ts";

interface LineInput {
  readonly id: string;
  readonly quantity: number;
}

interface GroupInput {
  readonly fulfillmentOrderId: string;
  readonly fulfillmentOrderLineItems?: readonly LineInput[] | null;
}

export interface FulfillmentCreateInput {
  readonly lineItemsByFulfillmentOrder: readonly GroupInput[];
  readonly notifyCustomer?: boolean | null;
  readonly trackingInfo?: TrackingInput | null;
  readonly originAddress?: Address | null;
}

interface Args {
  readonly fulfillment: FulfillmentCreateInput;
}

const create = (_source: unknown, { fulfillment: input }: Args, context: Context): unknown =>
  createFulfillment(context, input);

export const fulfillmentCreateResolvers: Resolvers = {
  Mutation: { fulfillmentCreate: create, fulfillmentCreateV2: create },
};

interface Taking {
  readonly fulfillmentOrder: FulfillmentOrder;
  readonly line: FulfillmentOrderLine;
  readonly quantity: number;
}

type Planned = { readonly takings: readonly Taking[] } | ReturnType<typeof refused>;

function createFulfillment(context: Context, input: FulfillmentCreateInput): unknown {
  const planned = plan(context, input);
  if ("userErrors" in planned) return { fulfillment: null, ...planned };
  const first = planned.takings[0];
  if (first === undefined) {
    return { fulfillment: null, ...refused(["fulfillment"], "Fulfillment order does not exist.") };
  }
  const order = orderOf(context.shop, first.fulfillmentOrder);
  const fulfillment = fulfil(context, order, {
    takings: planned.takings,
    tracking: trackingOf(input.trackingInfo),
    originAddress: input.originAddress ?? null,
  });
  if (input.notifyCustomer === true) {
    const text = fulfillment.tracking.map((info) => info.number ?? info.url).join(", ");
    sendNotice(context, order, {
      kind: "shipping_confirmation",
      fulfillmentId: fulfillment.id,
      text: `A shipment is on the way: ${fulfillment.name} ${text}`.trim(),
    });
  }
  return { fulfillment, userErrors: [] };
}

/** All checks, in Shopify's order (shopify.md 1.4); nothing is changed yet, so groups are atomic. */
function plan(context: Context, input: FulfillmentCreateInput): Planned {
  const groups = input.lineItemsByFulfillmentOrder;
  for (const group of groups) checkIds(group);
  const notPositive = nonPositiveQuantity(groups);
  if (notPositive !== null) return refused(notPositive, "Quantity must be greater than 0");
  const found = groups.map((group) =>
    find<FulfillmentOrder>(context.shop, "FulfillmentOrder", group.fulfillmentOrderId),
  );
  const fulfillmentOrders = found.filter((one) => one !== null);
  if (fulfillmentOrders.length !== groups.length || groups.length === 0) {
    return refused(["fulfillment"], "Fulfillment order does not exist.");
  }
  const mixed = mixture(fulfillmentOrders);
  if (mixed !== null) return refused(["fulfillment"], mixed);
  const takings: Taking[] = [];
  for (const [index, group] of groups.entries()) {
    const fulfillmentOrder = fulfillmentOrders[index];
    if (fulfillmentOrder === undefined) continue;
    const lines = takingsOf(fulfillmentOrder, group.fulfillmentOrderLineItems ?? []);
    if (typeof lines === "string") return refused(["fulfillment"], lines);
    takings.push(...lines);
  }
  const blocked = fulfillmentOrders.find((one) => !isFulfillable(one));
  if (blocked !== undefined) return refused(["fulfillment"], unfulfillable(blocked));
  return { takings };
}

function checkIds(group: GroupInput): void {
  if (gidNumber(group.fulfillmentOrderId) === "0") {
    throw topLevelError("invalid id", "RESOURCE_NOT_FOUND");
  }
}

function nonPositiveQuantity(groups: readonly GroupInput[]): string[] | null {
  for (const [g, group] of groups.entries()) {
    const l = (group.fulfillmentOrderLineItems ?? []).findIndex((line) => line.quantity < 1);
    if (l < 0) continue;
    const path = ["lineItemsByFulfillmentOrder", String(g), "fulfillmentOrderLineItems", String(l)];
    return ["fulfillment", ...path, "quantity"];
  }
  return null;
}

/** The rule is recorded (one order, one location); the two sentences are a guess [X]. */
function mixture(all: readonly FulfillmentOrder[]): string | null {
  const first = all[0];
  if (all.some((one) => one.orderId !== first?.orderId)) {
    return "All fulfillment orders must belong to the same order.";
  }
  return all.some((one) => one.locationId !== first?.locationId)
    ? "All fulfillment orders must be assigned to the same location."
    : null;
}

function takingsOf(
  fulfillmentOrder: FulfillmentOrder,
  lines: readonly LineInput[],
): Taking[] | string {
  if (lines.length === 0) {
    return fulfillmentOrder.lines
      .filter((line) => line.remainingQuantity > 0)
      .map((line) => ({ fulfillmentOrder, line, quantity: line.remainingQuantity }));
  }
  const takings: Taking[] = [];
  for (const { id, quantity } of lines) {
    const line = fulfillmentOrder.lines.find((own) => own.id === id);
    if (line === undefined) return "Fulfillment order line item does not exist.";
    if (quantity > line.remainingQuantity) {
      return fulfillmentOrder.status === "CLOSED"
        ? unfulfillable(fulfillmentOrder)
        : "Invalid fulfillment order line item quantity requested.";
    }
    takings.push({ fulfillmentOrder, line, quantity });
  }
  return takings;
}

function isFulfillable({ status }: FulfillmentOrder): boolean {
  return status === "OPEN" || status === "IN_PROGRESS" || status === "INCOMPLETE";
}

/** Recorded for `closed`; the same sentence for `on_hold` and `scheduled` is a guess [X]. */
function unfulfillable({ id, status }: FulfillmentOrder): string {
  return `Fulfillment order ${gidNumber(id)} has an unfulfillable status= ${status.toLowerCase()}.`;
}

interface Shipment {
  readonly takings: readonly Taking[];
  readonly tracking: TrackingInfo[];
  readonly originAddress: Address | null;
}

function fulfil(context: Context, order: Order, shipment: Shipment): Fulfillment {
  const { shop, now } = context;
  order.fulfillmentCount += 1;
  const fulfillment: Fulfillment = {
    __typename: "Fulfillment",
    id: shop.ids.gid("Fulfillment"),
    orderId: order.id,
    name: `${order.name}-F${String(order.fulfillmentCount)}`,
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    createdAt: now,
    updatedAt: now,
    deliveredAt: null,
    inTransitAt: null,
    estimatedDeliveryAt: null,
    tracking: shipment.tracking,
    events: [],
    lines: [],
    locationId: shipment.takings[0]?.fulfillmentOrder.locationId ?? shop.defaultLocationId,
    originAddress: shipment.originAddress,
  };
  for (const taking of shipment.takings) take(context, fulfillment, taking);
  for (const fulfillmentOrder of new Set(shipment.takings.map((t) => t.fulfillmentOrder))) {
    fulfillmentOrder.status = remaining(fulfillmentOrder) === 0 ? "CLOSED" : "IN_PROGRESS";
    fulfillmentOrder.updatedAt = now;
  }
  order.fulfillments.push(remember(shop, fulfillment));
  touch(context, order);
  archiveSoon(context, order);
  context.emit("fulfillments/create", () => fulfillmentPayload(shop, fulfillment));
  return fulfillment;
}

/** Lines of the same order line become one fulfillment line with the sum. */
function take(context: Context, fulfillment: Fulfillment, taking: Taking): void {
  const { fulfillmentOrder, line, quantity } = taking;
  line.remainingQuantity -= quantity;
  const taken = { fulfillmentOrderId: fulfillmentOrder.id, lineId: line.id, quantity };
  const same = fulfillment.lines.find((own) => own.lineItemId === line.lineItemId);
  if (same !== undefined) {
    same.quantity += quantity;
    same.taken.push(taken);
    return;
  }
  fulfillment.lines.push({
    __typename: "FulfillmentLineItem",
    id: context.shop.ids.gid("FulfillmentLineItem"),
    lineItemId: line.lineItemId,
    quantity,
    taken: [taken],
  });
}

/** `orderCreate` with a fulfillment or with `fulfillmentStatus: FULFILLED`. */
export function fulfilAtCreation(
  context: Context,
  order: Order,
  input: {
    readonly trackingCompany?: string | null;
    readonly trackingNumber?: string | null;
  } | null,
): void {
  const number = input?.trackingNumber ?? null;
  const tracking =
    number === null ? [] : trackingOf({ number, company: input?.trackingCompany ?? null });
  const byLocation = Map.groupBy(order.fulfillmentOrders, (one) => one.locationId);
  for (const fulfillmentOrders of byLocation.values()) {
    const takings = fulfillmentOrders.flatMap((fulfillmentOrder) =>
      fulfillmentOrder.lines.map((line) => ({
        fulfillmentOrder,
        line,
        quantity: line.remainingQuantity,
      })),
    );
    fulfil(context, order, { takings, tracking, originAddress: null });
  }
}

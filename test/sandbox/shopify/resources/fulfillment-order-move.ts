import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { touch } from "../orders/archive.ts";
import { siblingOf } from "../orders/create-fulfillment-orders.ts";
import { orderOf, remaining } from "../orders/quantities.ts";
import { find } from "../store/shop.ts";
import type { FulfillmentOrder, Location } from "../store/types.ts";
import { fulfillmentOrderPayload } from "../webhooks/payloads.ts";
import { demandFulfillmentOrder } from "./fulfillment-order-find.ts";
import { moveLines, type LineQuantity } from "./fulfillment-order-split.ts";

interface Args {
  readonly id: string;
  readonly newLocationId: string;
  readonly fulfillmentOrderLineItems?: readonly LineQuantity[] | null;
}

export const fulfillmentOrderMoveResolvers: Resolvers = {
  Mutation: {
    fulfillmentOrderMove: (_source: unknown, args: Args, context) => move(context, args),
  },
};

function move(context: Context, args: Args): unknown {
  const original = demandFulfillmentOrder(context, args.id);
  if (original === null) return refused(["id"], "Fulfillment order does not exist.");
  const problem = moveProblem(context, original, args);
  if (problem !== null) return problem;
  const lines = args.fulfillmentOrderLineItems ?? [];
  const order = orderOf(context.shop, original);
  const asked = lines.reduce((sum, line) => sum + line.quantity, 0);
  const isWhole = lines.length === 0 || asked === remaining(original);
  touch(context, order);
  context.emit("fulfillment_orders/moved", () => fulfillmentOrderPayload(context.shop, original));
  if (isWhole) {
    original.locationId = args.newLocationId;
    original.updatedAt = context.now;
    return {
      movedFulfillmentOrder: original,
      originalFulfillmentOrder: original,
      remainingFulfillmentOrder: null,
      userErrors: [],
    };
  }
  const place = { order, now: context.now, locationId: args.newLocationId };
  const moved = siblingOf(context.shop, original, place);
  moveLines(context, original, { to: moved, lines });
  return {
    movedFulfillmentOrder: moved,
    originalFulfillmentOrder: original,
    remainingFulfillmentOrder: original,
    userErrors: [],
  };
}

function moveProblem(
  context: Context,
  original: FulfillmentOrder,
  args: Args,
): ReturnType<typeof refused> | null {
  const location = find<Location>(context.shop, "Location", args.newLocationId);
  if (location === null) return refused(["id"], "Location not found.");
  if (original.status === "CLOSED" || original.status === "CANCELLED") {
    return refused(null, "Cannot change location.");
  }
  if (original.requestStatus === "SUBMITTED") {
    const message = "Cannot move submitted fulfillment order that is at a 3PL fulfillment service.";
    return refused(null, message);
  }
  if (original.status === "IN_PROGRESS") {
    const message =
      "Cannot move a fulfillment order that has had progress reported. To move a fulfillment order that has had progress reported, the fulfillment order must first be marked as open resolving the ongoing progress state.";
    return refused(["id"], message, "CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS");
  }
  return null;
}

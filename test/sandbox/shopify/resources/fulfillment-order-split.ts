import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { touch } from "../orders/archive.ts";
import { addLine, siblingOf } from "../orders/create-fulfillment-orders.ts";
import { orderOf, remaining } from "../orders/quantities.ts";
import type { FulfillmentOrder } from "../store/types.ts";
import { fulfillmentOrderPayload } from "../webhooks/payloads.ts";
import { demandFulfillmentOrder } from "./fulfillment-order-find.ts";

export interface LineQuantity {
  readonly id: string;
  readonly quantity: number;
}

interface SplitInput {
  readonly fulfillmentOrderId: string;
  readonly fulfillmentOrderLineItems: readonly LineQuantity[];
}

export const fulfillmentOrderSplitResolvers: Resolvers = {
  Mutation: {
    fulfillmentOrderSplit: (
      _source: unknown,
      args: { readonly fulfillmentOrderSplits: readonly SplitInput[] },
      context,
    ) => split(context, args.fulfillmentOrderSplits),
  },
};

/** A batch is atomic: one refusal and nothing is split. */
function split(context: Context, inputs: readonly SplitInput[]): unknown {
  for (const [index, input] of inputs.entries()) {
    const problem = splitProblem(context, input, index);
    if (problem !== null) return { fulfillmentOrderSplits: null, ...problem };
  }
  const fulfillmentOrderSplits = inputs.map((input) => {
    // Checked above.
    const fulfillmentOrder = demandFulfillmentOrder(
      context,
      input.fulfillmentOrderId,
    ) as FulfillmentOrder;
    const rest = splitOff(context, fulfillmentOrder, input.fulfillmentOrderLineItems);
    touch(context, orderOf(context.shop, fulfillmentOrder));
    context.emit("fulfillment_orders/split", () => fulfillmentOrderPayload(context.shop, rest));
    return {
      fulfillmentOrder,
      remainingFulfillmentOrder: rest,
      replacementFulfillmentOrder: null,
    };
  });
  return { fulfillmentOrderSplits, userErrors: [] };
}

function splitProblem(
  context: Context,
  input: SplitInput,
  index: number,
): ReturnType<typeof refused> | null {
  const at = ["fulfillmentOrderSplits", String(index)];
  const fulfillmentOrder = demandFulfillmentOrder(context, input.fulfillmentOrderId);
  if (fulfillmentOrder === null) {
    const message = "Fulfillment order does not exist.";
    return refused(null, message, "FULFILLMENT_ORDER_NOT_FOUND");
  }
  const lines = input.fulfillmentOrderLineItems;
  if (lines.length === 0) {
    const message = "There must be at least one item selected in this fulfillment to split it.";
    return refused(
      [...at, "fulfillmentOrderLineItems"],
      message,
      "NO_LINE_ITEMS_PROVIDED_TO_SPLIT",
    );
  }
  for (const [l, { id, quantity }] of lines.entries()) {
    const path = [...at, "fulfillmentOrderLineItems", String(l), "quantity"];
    if (quantity < 1) {
      const message = "You must select at least one item to split into a new fulfillment order.";
      return refused(path, message, "GREATER_THAN");
    }
    const line = fulfillmentOrder.lines.find((own) => own.id === id);
    // Both sentences are recorded for merges only [X].
    if (line === undefined) return refused(null, "Fulfillment order line item does not exist.");
    if (quantity > line.remainingQuantity) {
      return refused(null, "Invalid fulfillment order line item quantity requested.");
    }
  }
  return null;
}

/** Moves quantities of a fulfillment order into a new one beside it. */
export function splitOff(
  context: Context,
  from: FulfillmentOrder,
  lines: readonly LineQuantity[],
): FulfillmentOrder {
  const order = orderOf(context.shop, from);
  const rest = siblingOf(context.shop, from, { order, now: context.now });
  moveLines(context, from, { to: rest, lines });
  from.updatedAt = context.now;
  return rest;
}

export function moveLines(
  context: Context,
  from: FulfillmentOrder,
  move: { readonly to: FulfillmentOrder; readonly lines: readonly LineQuantity[] },
): void {
  for (const { id, quantity } of move.lines) {
    const line = from.lines.find((own) => own.id === id);
    if (line === undefined) continue;
    line.totalQuantity -= quantity;
    line.remainingQuantity -= quantity;
    addLine(context.shop, move.to, { lineItemId: line.lineItemId, quantity });
  }
  const isKept = (quantity: number): boolean => quantity > 0 || remaining(from) === 0;
  from.lines = from.lines.filter((line) => isKept(line.totalQuantity));
}

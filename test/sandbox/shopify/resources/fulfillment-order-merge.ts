import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { touch } from "../orders/archive.ts";
import { orderOf } from "../orders/quantities.ts";
import { gidNumber } from "../store/ids.ts";
import type { FulfillmentOrder } from "../store/types.ts";
import { fulfillmentOrderPayload } from "../webhooks/payloads.ts";
import { demandFulfillmentOrder } from "./fulfillment-order-find.ts";
import type { LineQuantity } from "./fulfillment-order-split.ts";

interface Intent {
  readonly fulfillmentOrderId: string;
  readonly fulfillmentOrderLineItems?: readonly LineQuantity[] | null;
}

interface MergeInput {
  readonly mergeIntents: readonly Intent[];
}

export const fulfillmentOrderMergeResolvers: Resolvers = {
  Mutation: {
    fulfillmentOrderMerge: (
      _source: unknown,
      args: { readonly fulfillmentOrderMergeInputs: readonly MergeInput[] },
      context,
    ) => merge(context, args.fulfillmentOrderMergeInputs),
  },
};

/** A batch is atomic: one refusal and nothing is merged. */
function merge(context: Context, inputs: readonly MergeInput[]): unknown {
  for (const [index, input] of inputs.entries()) {
    const problem = mergeProblem(context, input, index);
    if (problem !== null) return { fulfillmentOrderMerges: null, ...problem };
  }
  const fulfillmentOrderMerges = inputs.map((input) => ({
    fulfillmentOrder: mergeInto(context, input),
  }));
  return { fulfillmentOrderMerges, userErrors: [] };
}

function mergeProblem(
  context: Context,
  { mergeIntents }: MergeInput,
  index: number,
): ReturnType<typeof refused> | null {
  for (const [i, intent] of mergeIntents.entries()) {
    const zero = (intent.fulfillmentOrderLineItems ?? []).findIndex((line) => line.quantity < 1);
    if (zero < 0) continue;
    const at = ["fulfillmentOrderMergeInputs", String(index), "mergeIntents", String(i)];
    const field = [...at, "fulfillmentOrderLineItems", String(zero), "quantity"];
    const message = "You must select at least one item to merge into a new fulfillment order.";
    return refused(field, message, "GREATER_THAN");
  }
  for (const intent of mergeIntents) {
    const found = demandFulfillmentOrder(context, intent.fulfillmentOrderId);
    if (found === null) {
      return refused(null, "Fulfillment order does not exist.", "FULFILLMENT_ORDER_NOT_FOUND");
    }
    const problem = stateProblem(found, intent.fulfillmentOrderLineItems ?? []);
    if (problem !== null) return refused(null, problem);
  }
  return null;
}

function stateProblem(found: FulfillmentOrder, lines: readonly LineQuantity[]): string | null {
  for (const { id, quantity } of lines) {
    const line = found.lines.find((own) => own.id === id);
    if (line === undefined) return "Fulfillment order line item does not exist.";
    if (quantity > line.remainingQuantity) {
      return "Invalid fulfillment order line item quantity requested.";
    }
  }
  return found.status === "OPEN"
    ? null
    : `Fulfillment order: ${gidNumber(found.id)} is currently not in a mergeable state.`;
}

/** The first keeps its id and its time; the others stay behind, closed and empty. */
function mergeInto(context: Context, { mergeIntents }: MergeInput): FulfillmentOrder | null {
  const [target, ...others] = mergeIntents.map((intent) =>
    demandFulfillmentOrder(context, intent.fulfillmentOrderId),
  );
  if (!target) return null;
  for (const other of others) if (other) absorb(target, other, context.now);
  touch(context, orderOf(context.shop, target));
  context.emit("fulfillment_orders/merged", () => fulfillmentOrderPayload(context.shop, target));
  return target;
}

function absorb(target: FulfillmentOrder, other: FulfillmentOrder, now: string): void {
  for (const line of other.lines) {
    const own = target.lines.find((one) => one.lineItemId === line.lineItemId);
    if (own === undefined) {
      target.lines.push({ ...line });
    } else {
      own.totalQuantity += line.totalQuantity;
      own.remainingQuantity += line.remainingQuantity;
    }
    line.totalQuantity = 0;
    line.remainingQuantity = 0;
  }
  other.status = "CLOSED";
  other.updatedAt = now;
}

import type { Context, Resolvers, UserError } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { touch } from "../orders/archive.ts";
import { find, type Shop } from "../store/shop.ts";
import type { Address, Order } from "../store/types.ts";
import { addressProblems, storedAddress } from "./address.ts";
import { putMetafield } from "./metafield-store.ts";
import type { AttributeInput, OrderMetafieldInput } from "./order-create-input.ts";
import { sortedTags } from "./tags.ts";

interface OrderInput {
  readonly id: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly note?: string | null;
  readonly poNumber?: string | null;
  readonly tags?: readonly string[] | null;
  readonly customAttributes?: readonly AttributeInput[] | null;
  readonly shippingAddress?: Address | null;
  readonly metafields?: readonly OrderMetafieldInput[] | null;
}

export const orderUpdateResolvers: Resolvers = {
  Mutation: {
    orderUpdate: (_source: unknown, { input }: { readonly input: OrderInput }, context) => {
      const order = find<Order>(context.shop, "Order", input.id);
      if (order === null) return refused(["id"], "Order does not exist");
      const userErrors = problems(input);
      if (userErrors.length > 0) return { order, userErrors };
      apply(context, order, input);
      touch(context, order);
      return { order, userErrors: [] };
    },
    orderClose: (_source: unknown, { input }: { readonly input: { id: string } }, context) => {
      const order = find<Order>(context.shop, "Order", input.id);
      if (order === null) return refused(["id"], "Order does not exist");
      if (order.closedAt === null) {
        order.closedAt = context.now;
        touch(context, order);
      }
      return { order, userErrors: [] };
    },
    orderOpen: (_source: unknown, { input }: { readonly input: { id: string } }, context) => {
      const order = find<Order>(context.shop, "Order", input.id);
      if (order === null) return refused(["id"], "Order does not exist");
      if (order.closedAt !== null) {
        order.closedAt = null;
        touch(context, order);
      }
      return { order, userErrors: [] };
    },
    orderDelete: (_source: unknown, { orderId }: { readonly orderId: string }, context) => {
      const order = find<Order>(context.shop, "Order", orderId);
      if (order === null) return refused(["orderId"], "Order does not exist", "NOT_FOUND");
      forget(context.shop, order);
      context.emit("orders/delete", () => ({ id: Number(orderId.split("/").at(-1)) }));
      return { deletedId: orderId, userErrors: [] };
    },
    orderMarkAsPaid: (_source: unknown, { input }: { readonly input: { id: string } }, context) => {
      const order = find<Order>(context.shop, "Order", input.id);
      if (order === null) return refused(["id"], "Order does not exist");
      const total = order.lineItems.reduce(
        (sum, line) => sum + Number(line.unitPrice.shopMoney.amount) * line.quantity,
        0,
      );
      const amount = { amount: String(total), currencyCode: order.currencyCode };
      order.transactions.push({
        __typename: "OrderTransaction",
        id: context.shop.ids.gid("OrderTransaction"),
        kind: "SALE",
        status: "SUCCESS",
        gateway: "manual",
        test: order.test,
        amountSet: { shopMoney: amount, presentmentMoney: amount },
        createdAt: context.now,
      });
      touch(context, order);
      return { order, userErrors: [] };
    },
  },
};

function problems(input: OrderInput): UserError[] {
  if (Object.keys(input).every((name) => name === "id")) {
    return [{ field: null, message: "No valid update parameters have been provided" }];
  }
  if (typeof input.phone === "string" && !/^\+?[\d\s().*-]{5,}$/.test(input.phone)) {
    return [{ field: ["phone"], message: "Phone is invalid" }];
  }
  const address = input.shippingAddress;
  if (!address) return [];
  return addressProblems(address).map(({ field, message }) => ({
    field: ["shippingAddress", field],
    message,
  }));
}

function apply(context: Context, order: Order, input: OrderInput): void {
  if (input.email !== undefined) order.email = input.email;
  if (input.phone !== undefined) order.phone = input.phone;
  if (input.note !== undefined) order.note = input.note;
  if (input.poNumber !== undefined) order.poNumber = input.poNumber;
  if (input.tags !== undefined) order.tags = sortedTags(input.tags ?? []);
  if (input.customAttributes !== undefined) order.customAttributes = input.customAttributes ?? [];
  if (input.shippingAddress !== undefined) {
    order.shippingAddress = storedAddress(input.shippingAddress);
  }
  for (const metafield of input.metafields ?? []) putMetafield(context, order.id, metafield);
}

function forget(shop: Shop, order: Order): void {
  const gone = [
    order,
    ...order.lineItems,
    ...order.fulfillments,
    ...order.fulfillmentOrders,
    ...order.fulfillmentOrders.flatMap((fulfillmentOrder) => fulfillmentOrder.lines),
  ];
  for (const node of gone) shop.nodes.delete(node.id);
}

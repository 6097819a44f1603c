import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { archiveSoon } from "../orders/archive.ts";
import { routeOrder } from "../orders/create-fulfillment-orders.ts";
import { received } from "../orders/totals.ts";
import { amountOf, moneyBag, moneyBagOf } from "../store/money.ts";
import { find, nodesOf, remember } from "../store/shop.ts";
import type { Customer, LineItem, Order, Product, TaxLine, Variant } from "../store/types.ts";
import { orderPayload } from "../webhooks/payloads.ts";
import { storedAddress } from "./address.ts";
import { fulfilAtCreation } from "./fulfillment-create.ts";
import { putMetafield } from "./metafield-store.ts";
import type { LineItemInput, OrderCreateInput } from "./order-create-input.ts";
import { orderCreateProblem } from "./order-create-validation.ts";
import { sortedTags } from "./tags.ts";

interface Args {
  readonly order: OrderCreateInput;
  readonly options?: { readonly sendReceipt?: boolean | null } | null;
}

export const orderCreateResolvers: Resolvers = {
  Mutation: {
    orderCreate: (_source: unknown, { order: input }: Args, context) => {
      const problem = orderCreateProblem(input, context.world.now());
      if (problem !== null) return problem;
      const unknownVariant = (input.lineItems ?? []).findIndex(
        (line) =>
          typeof line.variantId === "string" &&
          find<Variant>(context.shop, "ProductVariant", line.variantId) === null,
      );
      if (unknownVariant >= 0) {
        const path = ["order", "lineItems", String(unknownVariant), "variantId"];
        return refused(path, "Product variant is invalid", "INVALID");
      }
      return { order: createOrder(context, input), userErrors: [] };
    },
  },
};

/** Makes the order, its fulfillment orders and what the input asks for beside them. */
function createOrder(context: Context, input: OrderCreateInput): Order {
  const { shop, now } = context;
  const number = shop.nextOrderNumber++;
  const currency = input.currency ?? currencyOfLines(input) ?? shop.currencyCode;
  const order: Order = {
    __typename: "Order",
    id: shop.ids.gid("Order"),
    name: input.name ?? `#${String(number)}`,
    number,
    email: input.email ?? input.customer?.toUpsert?.email ?? null,
    phone: input.phone ?? null,
    note: input.note ?? null,
    poNumber: input.poNumber ?? null,
    tags: sortedTags(input.tags ?? []),
    test: input.test ?? false,
    currencyCode: currency,
    presentmentCurrencyCode: input.presentmentCurrency ?? currency,
    createdAt: now,
    processedAt: input.processedAt ?? now,
    updatedAt: now,
    closedAt: input.closedAt ?? null,
    cancelledAt: null,
    cancelReason: null,
    cancelStaffNote: null,
    cancelDone: false,
    customerId: customerOf(context, input)?.id ?? null,
    customAttributes: input.customAttributes ?? [],
    shippingAddress: storedAddress(input.shippingAddress),
    billingAddress: storedAddress(input.billingAddress),
    lineItems: [],
    shippingLines: [],
    transactions: [],
    fulfillments: [],
    fulfillmentOrders: [],
    fulfillmentCount: 0,
    refunded: 0,
    discount: discountOf(input),
    discountCodes: discountCodesOf(input),
    sourceName: input.sourceName ?? null,
    sourceIdentifier: input.sourceIdentifier ?? null,
    returnStatus: "NO_RETURN",
  };
  remember(shop, order);
  addLines(context, order, input);
  addPayments(context, order, input);
  for (const metafield of input.metafields ?? []) putMetafield(context, order.id, metafield);
  routeOrder(shop, order, now);
  if (input.fulfillmentStatus === "FULFILLED" || input.fulfillment) {
    fulfilAtCreation(context, order, input.fulfillment ?? null);
    if (received(order) > 0) archiveSoon(context, order);
  }
  context.emit("orders/create", () => orderPayload(shop, order));
  return order;
}

function currencyOfLines(input: OrderCreateInput): string | undefined {
  return input.lineItems?.find((line) => line.priceSet)?.priceSet?.shopMoney.currencyCode;
}

function customerOf(context: Context, input: OrderCreateInput): Customer | null {
  const { shop } = context;
  const id = input.customerId ?? input.customer?.toAssociate?.id ?? null;
  if (id !== null) return find<Customer>(shop, "Customer", id);
  const email = input.customer?.toUpsert?.email ?? input.email ?? null;
  if (email === null) return null;
  const known = nodesOf<Customer>(shop, "Customer").find((customer) => customer.email === email);
  return (
    known ??
    remember<Customer>(shop, {
      __typename: "Customer",
      id: shop.ids.gid("Customer"),
      email,
      firstName: input.customer?.toUpsert?.firstName ?? null,
      lastName: input.customer?.toUpsert?.lastName ?? null,
      tags: [],
    } satisfies Customer)
  );
}

function addLines(context: Context, order: Order, input: OrderCreateInput): void {
  for (const line of input.lineItems ?? []) {
    order.lineItems.push(remember(context.shop, lineItem(context, order, line)));
  }
  for (const line of input.shippingLines ?? []) {
    order.shippingLines.push({
      __typename: "ShippingLine",
      id: context.shop.ids.gid("ShippingLine"),
      title: line.title,
      code: line.code ?? line.title,
      source: line.source ?? null,
      originalPriceSet: moneyBagOf(line.priceSet, order.currencyCode),
      taxLines: taxLines(order, line.taxLines),
    });
  }
}

function lineItem(context: Context, order: Order, input: LineItemInput): LineItem {
  const { shop } = context;
  const variant = input.variantId ? find<Variant>(shop, "ProductVariant", input.variantId) : null;
  const product = variant ? find<Product>(shop, "Product", variant.productId) : null;
  return {
    __typename: "LineItem",
    id: shop.ids.gid("LineItem"),
    orderId: order.id,
    title: input.title ?? product?.title ?? "",
    variantTitle: input.variantTitle ?? null,
    sku: input.sku ?? variant?.sku ?? null,
    vendor: input.vendor ?? product?.vendor ?? null,
    quantity: input.quantity,
    currentQuantity: input.quantity,
    requiresShipping: input.requiresShipping ?? product?.isGiftCard !== true,
    taxable: input.taxable ?? true,
    isGiftCard: input.giftCard ?? product?.isGiftCard ?? false,
    variantId: variant?.id ?? null,
    productId: product?.id ?? input.productId ?? null,
    unitPrice: input.priceSet
      ? moneyBagOf(input.priceSet, order.currencyCode)
      : moneyBag(variant?.price ?? 0, order.currencyCode),
    customAttributes: (input.properties ?? []).map(({ name, value }) => ({ key: name, value })),
    taxLines: taxLines(order, input.taxLines),
  };
}

function taxLines(order: Order, input: LineItemInput["taxLines"]): TaxLine[] {
  return (input ?? []).map((tax) => ({
    title: tax.title,
    rate: Number(tax.rate),
    priceSet: moneyBagOf(tax.priceSet, order.currencyCode),
  }));
}

function addPayments(context: Context, order: Order, input: OrderCreateInput): void {
  for (const payment of input.transactions ?? []) {
    order.transactions.push({
      __typename: "OrderTransaction",
      id: context.shop.ids.gid("OrderTransaction"),
      kind: payment.kind ?? "SALE",
      status: payment.status ?? "SUCCESS",
      gateway: payment.gateway ?? "",
      test: payment.test ?? false,
      amountSet: moneyBagOf(payment.amountSet, order.currencyCode),
      createdAt: context.now,
    });
  }
}

function discountOf(input: OrderCreateInput): number {
  const code = input.discountCode;
  if (code?.itemFixedDiscountCode?.amountSet) {
    return amountOf(moneyBagOf(code.itemFixedDiscountCode.amountSet, ""));
  }
  const percentage = code?.itemPercentageDiscountCode?.percentage ?? 0;
  const lines = (input.lineItems ?? []).map(
    (line) => line.quantity * Number(line.priceSet?.shopMoney.amount ?? 0),
  );
  return (lines.reduce((total, line) => total + line, 0) * percentage) / 100;
}

function discountCodesOf(input: OrderCreateInput): readonly string[] {
  const { itemFixedDiscountCode, itemPercentageDiscountCode, freeShippingDiscountCode } =
    input.discountCode ?? {};
  const code = itemFixedDiscountCode ?? itemPercentageDiscountCode ?? freeShippingDiscountCode;
  return code ? [code.code] : [];
}

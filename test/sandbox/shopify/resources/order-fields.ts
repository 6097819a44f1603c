import { connection, type PageArguments } from "../graphql/connection.ts";
import type { Context, Resolvers } from "../graphql/context.ts";
import { hasScope } from "../graphql/access.ts";
import {
  displayFulfillmentStatus,
  fulfillableQuantity,
  fulfilledQuantity,
  orderOf,
  unfulfilledQuantity,
} from "../orders/quantities.ts";
import * as totals from "../orders/totals.ts";
import { gidNumber } from "../store/ids.ts";
import { timesBag } from "../store/money.ts";
import { find, get, type Shop } from "../store/shop.ts";
import type {
  Customer,
  FulfillmentOrder,
  FulfillmentService,
  LineItem,
  Location,
  Node,
  Order,
  Product,
  Variant,
} from "../store/types.ts";

interface OrderFulfillmentArgs {
  readonly first?: number | null;
  readonly query?: string | null;
}

export const orderFieldResolvers: Resolvers = {
  Order: {
    legacyResourceId: (order: Node) => gidNumber(order.id),
    closed: (order: Order) => order.closedAt !== null,
    confirmed: () => true,
    edited: () => false,
    fulfillable: (order: Order) => order.lineItems.some((l) => fulfillableQuantity(order, l) > 0),
    displayFulfillmentStatus: (order: Order) => displayFulfillmentStatus(order),
    displayFinancialStatus: (order: Order) => totals.displayFinancialStatus(order),
    fullyPaid: (order: Order) => totals.displayFinancialStatus(order) === "PAID",
    unpaid: (order: Order) => totals.outstanding(order) > 0,
    requiresShipping: (order: Order) => order.lineItems.some((line) => line.requiresShipping),
    taxesIncluded: () => false,
    taxExempt: () => false,
    customer: (order: Order, _args: unknown, { shop }) =>
      order.customerId === null ? null : find<Customer>(shop, "Customer", order.customerId),
    shippingLine: (order: Order) => order.shippingLines[0] ?? null,
    shippingLines: (order: Order, args: PageArguments) => connection(order.shippingLines, args),
    lineItems: (order: Order, args: PageArguments) => connection(order.lineItems, args),
    transactions: (order: Order, { first }: PageArguments) => firstOf(order.transactions, first),
    // Newest first, as recorded.
    fulfillments: (order: Order, { first }: OrderFulfillmentArgs) =>
      firstOf(order.fulfillments.toReversed(), first),
    fulfillmentsCount: (order: Order) => ({ count: order.fulfillments.length, precision: "EXACT" }),
    fulfillmentOrders: (order: Order, args: PageArguments, context) =>
      connection(visibleFulfillmentOrders(context, order.fulfillmentOrders), args),
    paymentGatewayNames: (order: Order) => [...new Set(order.transactions.map((t) => t.gateway))],
    statusPageUrl: (order: Order, _args: unknown, { shop }) =>
      `https://${shop.domain}/orders/${gidNumber(order.id)}/status`,
    subtotalLineItemsQuantity: (order: Order) =>
      order.lineItems.reduce((sum, line) => sum + line.quantity, 0),
    currentSubtotalLineItemsQuantity: (order: Order) =>
      order.lineItems.reduce((sum, line) => sum + line.currentQuantity, 0),
    subtotalPriceSet: (order: Order) => totals.bag(order, totals.subtotal(order)),
    currentSubtotalPriceSet: (order: Order) => totals.bag(order, totals.subtotal(order)),
    totalPriceSet: (order: Order) => totals.bag(order, totals.originalTotal(order)),
    originalTotalPriceSet: (order: Order) => totals.bag(order, totals.originalTotal(order)),
    currentTotalPriceSet: (order: Order) => totals.bag(order, totals.currentTotal(order)),
    totalTaxSet: (order: Order) => totals.bag(order, totals.taxTotal(order)),
    currentTotalTaxSet: (order: Order) => totals.bag(order, totals.taxTotal(order)),
    totalDiscountsSet: (order: Order) => totals.bag(order, order.discount),
    currentTotalDiscountsSet: (order: Order) => totals.bag(order, order.discount),
    totalShippingPriceSet: (order: Order) => totals.bag(order, totals.shippingTotal(order)),
    totalRefundedSet: (order: Order) => totals.bag(order, order.refunded),
    totalReceivedSet: (order: Order) => totals.bag(order, totals.received(order)),
    netPaymentSet: (order: Order) => totals.bag(order, totals.received(order) - order.refunded),
    totalOutstandingSet: (order: Order) => totals.bag(order, totals.outstanding(order)),
    discountCode: (order: Order) => order.discountCodes[0] ?? null,
  },
  LineItem: {
    name: (line: LineItem) =>
      line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    fulfillableQuantity: (line: LineItem, _args: unknown, { shop }) =>
      fulfillableQuantity(orderOf(shop, line), line),
    unfulfilledQuantity: (line: LineItem, _args: unknown, { shop }) =>
      unfulfilledQuantity(orderOf(shop, line), line),
    nonFulfillableQuantity: (line: LineItem) => line.quantity - line.currentQuantity,
    refundableQuantity: (line: LineItem) => line.currentQuantity,
    fulfillmentStatus: (line: LineItem, _args: unknown, { shop }) => lineStatus(shop, line),
    fulfillmentService: (_line: LineItem, _args: unknown, { shop }) => manualService(shop),
    variant: (line: LineItem, _args: unknown, { shop }) =>
      line.variantId === null ? null : find<Variant>(shop, "ProductVariant", line.variantId),
    product: (line: LineItem, _args: unknown, { shop }) =>
      line.productId === null ? null : find<Product>(shop, "Product", line.productId),
    originalUnitPriceSet: (line: LineItem) => line.unitPrice,
    discountedUnitPriceSet: (line: LineItem) => line.unitPrice,
    originalTotalSet: (line: LineItem) => timesBag(line.unitPrice, line.quantity),
    discountedTotalSet: (line: LineItem) => timesBag(line.unitPrice, line.quantity),
  },
  Customer: {
    legacyResourceId: (customer: Node) => gidNumber(customer.id),
    displayName: (customer: Customer) => nameOf(customer),
    defaultEmailAddress: ({ email }: Customer) => (email === null ? null : { emailAddress: email }),
  },
  OrderTransaction: {
    status: ({ status }: { readonly status: string }) => status,
  },
  MailingAddress: {
    name: (address: Record<string, string | null>) =>
      [address["firstName"], address["lastName"]].filter(Boolean).join(" ") || null,
    formatted: (address: Record<string, string | null>) =>
      ["address1", "address2", "city", "zip", "country"]
        .map((part) => address[part])
        .filter((text) => typeof text === "string"),
    firstName: part("firstName"),
    lastName: part("lastName"),
    address2: part("address2"),
    company: part("company"),
    phone: part("phone"),
  },
  MoneyBag: {
    presentmentMoney: (bag: { readonly presentmentMoney: unknown }) => bag.presentmentMoney,
  },
};

export function firstOf<T>(items: readonly T[], first: number | null | undefined): readonly T[] {
  return typeof first === "number" ? items.slice(0, first) : items;
}

export function manualService(shop: Shop): FulfillmentService {
  return get<FulfillmentService>(
    shop,
    "FulfillmentService",
    "gid://shopify/FulfillmentService/manual",
  );
}

/** Fulfillment orders that the token may see; the others are left out without an error. */
export function visibleFulfillmentOrders(
  context: Context,
  all: readonly FulfillmentOrder[],
): FulfillmentOrder[] {
  const { scopes, clientId } = context.token;
  return all.filter((fulfillmentOrder) => {
    const location = get<Location>(context.shop, "Location", fulfillmentOrder.locationId);
    if (location.serviceId === null) {
      return hasScope(scopes, "read_merchant_managed_fulfillment_orders");
    }
    const service = get<FulfillmentService>(context.shop, "FulfillmentService", location.serviceId);
    const isOwn = service.clientId === clientId;
    return (
      hasScope(scopes, "read_third_party_fulfillment_orders") ||
      (isOwn && hasScope(scopes, "read_assigned_fulfillment_orders"))
    );
  });
}

function part(name: string): (address: Record<string, unknown>) => unknown {
  return (address) => address[name] ?? null;
}

function lineStatus(shop: Shop, line: LineItem): string {
  const order = orderOf(shop, line);
  if (fulfilledQuantity(order, line) === 0) return "unfulfilled";
  return unfulfilledQuantity(order, line) === 0 ? "fulfilled" : "partial";
}

function nameOf(customer: Customer): string {
  const name = [customer.firstName, customer.lastName].filter((part) => part !== null).join(" ");
  return name === "" ? (customer.email ?? "") : name;
}

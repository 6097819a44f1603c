import { moneyBag } from "../store/money.ts";
import { remember, type Shop } from "../store/shop.ts";
import type { LineItem, Order } from "../store/types.ts";

type Json = Readonly<Record<string, unknown>>;

function text(fields: Json, name: string): string | null {
  const value = fields[name];
  return typeof value === "string" ? value : null;
}

/** An order with what is shown of it, and nothing else. */
export function blankOrder(shop: Shop, fields: Json, now: string): Order {
  const number = shop.nextOrderNumber++;
  const money = fields["currentTotalPriceSet"] as
    { readonly shopMoney?: { readonly currencyCode?: string } } | undefined;
  const currency = money?.shopMoney?.currencyCode ?? shop.currencyCode;
  return remember<Order>(shop, {
    __typename: "Order",
    id: shop.ids.gid("Order"),
    name: `#${String(number)}`,
    number,
    email: text(fields, "email"),
    phone: text(fields, "phone"),
    note: text(fields, "note"),
    poNumber: text(fields, "poNumber"),
    tags: Array.isArray(fields["tags"]) ? fields["tags"].map(String) : [],
    test: true,
    currencyCode: currency,
    presentmentCurrencyCode: currency,
    createdAt: text(fields, "createdAt") ?? now,
    processedAt: text(fields, "createdAt") ?? now,
    updatedAt: text(fields, "updatedAt") ?? now,
    closedAt: null,
    cancelledAt: null,
    cancelReason: null,
    cancelStaffNote: null,
    cancelDone: false,
    customerId: null,
    customAttributes: [],
    shippingAddress: null,
    billingAddress: null,
    lineItems: [],
    shippingLines: [],
    transactions: [],
    fulfillments: [],
    fulfillmentOrders: [],
    fulfillmentCount: 0,
    refunded: 0,
    discount: 0,
    discountCodes: [],
    sourceName: null,
    sourceIdentifier: null,
    returnStatus: "NO_RETURN",
  });
}

export function blankLine(shop: Shop, order: Order, fields: Json): LineItem {
  const quantity = typeof fields["quantity"] === "number" ? fields["quantity"] : 1;
  const left =
    typeof fields["fulfillableQuantity"] === "number" ? fields["fulfillableQuantity"] : 0;
  return {
    __typename: "LineItem",
    id: shop.ids.gid("LineItem"),
    orderId: order.id,
    title: text(fields, "title") ?? "Seeded line",
    variantTitle: text(fields, "variantTitle"),
    sku: text(fields, "sku"),
    vendor: null,
    quantity,
    currentQuantity: left > 0 ? left : quantity,
    requiresShipping: true,
    taxable: false,
    isGiftCard: false,
    variantId: null,
    productId: null,
    unitPrice: moneyBag(0, order.currencyCode),
    customAttributes: [],
    taxLines: [],
  };
}

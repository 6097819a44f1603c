import { textOf } from "../http/text.ts";
import { answer } from "../graphql/answer.ts";
import { find, nodesOf, type Shop } from "../store/shop.ts";
import type { Product, Variant } from "../store/types.ts";
import type { Control } from "./api.ts";
import { merchantToken } from "./merchant-token.ts";
import { orderView } from "./views.ts";

type Json = Readonly<Record<string, unknown>>;

const ORDER_CREATE = `mutation CreateOrder($order: OrderCreateOrderInput!) {
  orderCreate(order: $order) { order { id name } userErrors { field message } }
}`;

interface Line {
  readonly sku: string;
  readonly quantity: number;
}

/**
 * A paid order of the shop's products, through the real `orderCreate`:
 * `{lines: [{sku, quantity}], email?, name?, pickup?, order?}`; `order` is
 * merged into the mutation's own input.
 */
export function createDemoOrder(control: Control, shop: Shop, input: Json): unknown {
  const lines = linesOf(input["lines"]);
  const total = lines.reduce((sum, line) => sum + line.quantity * priceOf(shop, line.sku), 0);
  const order = {
    email: typeof input["email"] === "string" ? input["email"] : "casey@example.com",
    ...(typeof input["name"] === "string" ? { name: input["name"] } : {}),
    shippingAddress: {
      firstName: "Casey",
      lastName: "Customer",
      address1: "12 Garden Street",
      city: "Toronto",
      provinceCode: "ON",
      countryCode: "CA",
      zip: "M5H 2M9",
    },
    lineItems: lines.map((line) => lineInput(shop, line)),
    ...(input["pickup"] === true ? { shippingLines: [pickupLine(shop)] } : {}),
    transactions: [
      {
        kind: "SALE",
        status: "SUCCESS",
        gateway: "manual",
        amountSet: { shopMoney: { amount: total.toFixed(2), currencyCode: shop.currencyCode } },
      },
    ],
    ...((input["order"] ?? {}) as Json),
  };
  const { body, emitted } = answer(control.world, {
    token: merchantToken(shop),
    version: "2026-10",
    query: ORDER_CREATE,
    operationName: null,
    variables: { order },
    fault: null,
  });
  for (const { topic, payload } of emitted) control.webhooks.emit(shop, topic, payload());
  return orderView(shop, createdName(body));
}

function createdName(body: Json): string {
  const data = body["data"] as
    { orderCreate: { order: { name: string } | null; userErrors: unknown } | null } | undefined;
  const name = data?.orderCreate?.order?.name;
  if (name === undefined) throw new Error(`orderCreate said ${JSON.stringify(body)}`);
  return name;
}

function linesOf(value: unknown): Line[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error("an order needs lines");
  return value.map((line: { sku?: unknown; quantity?: unknown }) => ({
    sku: textOf(line.sku),
    quantity: Number(line.quantity ?? 1),
  }));
}

function variantOf(shop: Shop, sku: string): Variant {
  const variant = nodesOf<Variant>(shop, "ProductVariant").find((one) => one.sku === sku);
  if (variant === undefined) throw new Error(`${shop.domain} has no product with the SKU ${sku}`);
  return variant;
}

function priceOf(shop: Shop, sku: string): number {
  return variantOf(shop, sku).price;
}

function lineInput(shop: Shop, { sku, quantity }: Line): unknown {
  const variant = variantOf(shop, sku);
  const product = find<Product>(shop, "Product", variant.productId);
  const amount = variant.price.toFixed(2);
  return {
    variantId: variant.id,
    title: product?.title ?? sku,
    sku,
    quantity,
    requiresShipping: product?.isGiftCard !== true,
    giftCard: product?.isGiftCard === true,
    priceSet: { shopMoney: { amount, currencyCode: shop.currencyCode } },
  };
}

function pickupLine(shop: Shop): unknown {
  return {
    title: "Pick up in store",
    source: "pickup",
    priceSet: { shopMoney: { amount: "0.00", currencyCode: shop.currencyCode } },
  };
}

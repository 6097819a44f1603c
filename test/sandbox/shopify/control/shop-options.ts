import { textOf } from "../http/text.ts";
import { RESTORE_RATE, type Plan, type ProductSeed, type ShopOptions } from "../store/shop.ts";

type Json = Readonly<Record<string, unknown>>;

/** Shop settings from a control request; what is not given gets the default. */
export function shopOptions(input: Json): ShopOptions {
  const plan = Object.keys(RESTORE_RATE).find((known) => known === input["plan"]);
  return {
    ...(typeof input["name"] === "string" ? { name: input["name"] } : {}),
    // Found among the plans above.
    ...(plan === undefined ? {} : { plan: plan as Plan }),
    ...(typeof input["currencyCode"] === "string" ? { currencyCode: input["currencyCode"] } : {}),
    ...(typeof input["archivesOrders"] === "boolean"
      ? { archivesOrders: input["archivesOrders"] }
      : {}),
    ...(typeof input["sendsDeliveryMails"] === "boolean"
      ? { sendsDeliveryMails: input["sendsDeliveryMails"] }
      : {}),
    ...(typeof input["firstOrderNumber"] === "number"
      ? { firstOrderNumber: input["firstOrderNumber"] }
      : {}),
    ...(Array.isArray(input["locations"]) ? { locations: input["locations"].map(String) } : {}),
    ...(Array.isArray(input["products"]) ? { products: input["products"].map(productSeed) } : {}),
  };
}

function productSeed(value: unknown): ProductSeed {
  const input = (typeof value === "object" && value !== null ? value : {}) as Json;
  const sku = textOf(input["sku"]);
  return {
    title: typeof input["title"] === "string" ? input["title"] : sku,
    sku,
    ...(typeof input["price"] === "number" ? { price: input["price"] } : {}),
    ...(typeof input["location"] === "string" ? { location: input["location"] } : {}),
    ...(typeof input["isGiftCard"] === "boolean" ? { isGiftCard: input["isGiftCard"] } : {}),
  };
}

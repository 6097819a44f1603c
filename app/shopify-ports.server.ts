import { shopifyFlow } from "./adapters/shopify/flow/flow-starter.ts";
import { shopifyOrderFields } from "./adapters/shopify/order-fields/order-field-writer.ts";
import { shopifyOrderList } from "./adapters/shopify/storefront/list-orders.ts";
import {
  shopifyStorefront,
  type StorefrontShops,
} from "./adapters/shopify/storefront/storefront.ts";
import type { Shopify } from "./shopify.server.ts";

/** The ports that Shopify serves, each over the client whose urgency is its own. */
export function shopifyPorts(
  { admin, unhurried }: Pick<Shopify, "admin" | "unhurried">,
  shops: StorefrontShops,
) {
  return {
    storefront: shopifyStorefront(admin, shops),
    storefrontList: shopifyOrderList(unhurried, shops),
    fieldWriter: shopifyOrderFields(unhurried, shops),
    flowStarter: shopifyFlow(admin, shops),
  };
}

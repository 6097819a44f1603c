import type { answer } from "../graphql/answer.ts";
import { ADMIN_CLIENT } from "../graphql/bucket.ts";
import type { Shop } from "../store/shop.ts";

/** What a merchant may do in the admin, as a token of the Admin API. */
export function merchantToken(shop: Shop): Parameters<typeof answer>[1]["token"] {
  return {
    token: "merchant",
    shopDomain: shop.domain,
    clientId: ADMIN_CLIENT,
    scopes: MERCHANT_SCOPES,
    mode: "online",
    userId: 1,
    expiresAt: null,
  };
}

const MERCHANT_SCOPES = [
  "orders",
  "all_orders",
  "fulfillments",
  "merchant_managed_fulfillment_orders",
  "third_party_fulfillment_orders",
  "assigned_fulfillment_orders",
  "locations",
  "products",
  "customers",
  "returns",
  "order_edits",
  "inventory",
  "apps",
  "shipping",
].flatMap((name) => [`read_${name}`, `write_${name}`]);

import type { Storefront } from "../../../pipeline/ports.ts";
import type { AdminClient, ShopName } from "../admin/admin-client.ts";
import { applyStep } from "./apply-step.ts";
import type { CustomReference } from "./custom-reference.ts";
import { findOrder, readById } from "./find-order.ts";
import type { ShopAdmin } from "./read-order.ts";

/** What the storefront needs to know of our shops. */
export interface StorefrontShops {
  /** Null where no such shop is installed. */
  nameOf(shopId: string): Promise<ShopName | null>;
  /** Whether the shop granted `read_customers`. */
  mayReadCustomers(shopId: string): Promise<boolean>;
  /** Where this shop's orders carry the name that other systems give them. */
  customReferenceOf(shopId: string): Promise<CustomReference>;
}

/** The storefront of every installed shop, over the Admin API. */
export function shopifyStorefront(admin: AdminClient, shops: StorefrontShops): Storefront {
  const shopAdmin = async (shopId: string): Promise<ShopAdmin | null> => {
    const shop = await shops.nameOf(shopId);
    if (shop === null) return null;
    return { admin, shop, mayReadCustomers: await shops.mayReadCustomers(shopId) };
  };
  return {
    async find(shopId, reference) {
      const shop = await shopAdmin(shopId);
      if (shop === null) return NOT_INSTALLED;
      return findOrder(shop, reference, await shops.customReferenceOf(shopId));
    },
    async read(shopId, orderId) {
      const shop = await shopAdmin(shopId);
      return shop === null ? NOT_INSTALLED : readById(shop, orderId);
    },
    async apply(shopId, step) {
      const shop = await shopAdmin(shopId);
      return shop === null ? NOT_INSTALLED : applyStep(shop, step);
    },
  };
}

export const NOT_INSTALLED = { outcome: "parked", reason: "the app is not installed" } as const;

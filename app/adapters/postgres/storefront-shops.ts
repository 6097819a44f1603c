import type { Database } from "./database.ts";
import { hasScope } from "./shop-scopes.ts";
import { readShopSetting } from "./shop-settings.ts";
import type { Shops } from "./shops.ts";

/** What reading a shop's orders needs to know of the shop. */
export function storefrontShops(shops: Shops, database: Database) {
  return {
    async nameOf(shopId: string) {
      const shop = await shops.findById(shopId);
      return shop?.state === "installed" ? shop : null;
    },
    mayReadCustomers: (shopId: string) =>
      database.forShop(shopId, (sql) => hasScope(sql, shopId, "read_customers")),
    customReferenceOf: async (shopId: string) => {
      const setting = await database.forShop(shopId, (sql) => readShopSetting(sql, shopId));
      return setting.customReference;
    },
  };
}

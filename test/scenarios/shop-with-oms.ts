import { MAIN_WAREHOUSE, OUTLET } from "../sandbox/stack/catalogue.ts";
import { type OmsAccountClient, openOmsAccount } from "../sandbox/stack/oms-client.ts";
import type { Shop, Stage } from "./stage.ts";

/** A shop with one order, #1001, and an account of the OMS that knows it. */
export async function openShopWithOms(
  { shopifyUrl, omsUrl, openShop }: Stage,
  name: string,
): Promise<{ readonly shop: Shop; readonly oms: OmsAccountClient }> {
  const shop = await openShop(name);
  await shop.store.createOrder([{ sku: "MUG-BLUE", quantity: 2 }], "#1001");
  const locations = [MAIN_WAREHOUSE, OUTLET];
  const oms = await openOmsAccount(omsUrl, { id: shop.handle, name, locations });
  await oms.importOrders({ shopifyUrl, shop: shop.store.shop });
  return { shop, oms };
}

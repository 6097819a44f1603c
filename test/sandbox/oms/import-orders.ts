import { z } from "zod";
import type { Account } from "./account.ts";
import type { Oms } from "./oms.ts";
import type { Order } from "./order.ts";
import { OmsRefusal } from "./refusal.ts";
import { takeOrder } from "./take-orders.ts";

/** The part of the Shopify simulator's order list that an OMS needs. */
const StoreOrders = z.object({
  orders: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      cancelledAt: z.string().nullish(),
      lines: z.array(
        z.object({ sku: z.string().nullable(), title: z.string(), quantity: z.number() }),
      ),
    }),
  ),
});

/** Takes in every order of the linked store that is not known yet. */
export async function importOrders(oms: Oms, account: Account): Promise<Order[]> {
  const { store } = account;
  if (store === null) throw new OmsRefusal(422, "no store is linked to this account");
  const { orders } = StoreOrders.parse(await fetchOrders(store.shopifyUrl, store.shop));
  return orders
    .filter((order) => order.cancelledAt == null && order.lines.length > 0)
    .map((order) =>
      takeOrder(oms, account, {
        name: order.name,
        shopifyOrderId: order.id.replace(/^gid:\/\/shopify\/Order\//, ""),
        lines: order.lines.map((line) => ({ ...line, sku: line.sku ?? "" })),
      }),
    );
}

async function fetchOrders(shopifyUrl: string, shop: string): Promise<unknown> {
  const response = await fetch(
    new URL(`/_sandbox/shops/${encodeURIComponent(shop)}/orders`, shopifyUrl),
  );
  if (!response.ok) throw new OmsRefusal(422, `the store answered ${String(response.status)}`);
  return await response.json();
}

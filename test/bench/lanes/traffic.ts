import { setTimeout as wait } from "node:timers/promises";
import type { SendingShop } from "../../sandbox/load/sending-shop.ts";
import { eventOf } from "../../sandbox/load/shipment-events.ts";

/** Each shop ships its orders, one after the other, evenly over the time, none at the same moment as another shop. */
export async function shipEvenly(
  shops: readonly SendingShop[],
  orders: { readonly from: number; readonly to: number },
  seconds: number,
): Promise<void> {
  const distance = (seconds * 1000) / (orders.to - orders.from);
  const ship = async (shop: SendingShop, place: number): Promise<void> => {
    await wait((distance * place) / shops.length);
    for (const name of shop.orders.slice(orders.from, orders.to)) {
      const next = wait(distance);
      await shop.postUntilTaken(eventOf(name, { status: "shipped", version: 1 }));
      await next;
    }
  };
  await Promise.all(shops.map(ship));
}

/** So many changes, spread over the shop's orders, posted by many at once. */
export async function flood(shop: SendingShop, messages: number): Promise<void> {
  const AT_ONCE = 32;
  const numbers = Array.from({ length: messages }, (_, at) => at).values();
  const send = async (): Promise<void> => {
    for (const at of numbers) {
      const order = shop.orders[at % shop.orders.length] ?? "";
      const version = Math.floor(at / shop.orders.length) + 1;
      const status = version === 1 ? "shipped" : "in_transit";
      await shop.postUntilTaken(eventOf(order, { status, version }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
}

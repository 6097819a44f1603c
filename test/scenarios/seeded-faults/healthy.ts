import type { Order } from "../../sandbox/oms/order.ts";
import { ship } from "../../sandbox/oms/ship.ts";
import { until } from "../../sandbox/processes/until.ts";
import type { FaultShop } from "./stage.ts";

export const HEALTHY_ORDERS = 50;

/** What goes wrong on the way of a healthy order, and is made good by itself within the grace period. */
const WAYS = ["straight", "slow", "retried", "doubled", "sent again"] as const;

/** Ships healthy orders, each in its way; answers them. */
export async function sendHealthy(shop: FaultShop): Promise<readonly Order[]> {
  const orders: Order[] = [];
  for (let place = 0; place < HEALTHY_ORDERS; place += 1) {
    const order = await shop.newOrder();
    await send(shop, order, WAYS[place % WAYS.length] ?? "straight");
    orders.push(order);
  }
  return orders;
}

async function send(shop: FaultShop, order: Order, way: (typeof WAYS)[number]): Promise<void> {
  const { oms, account, gateway, time } = shop;
  const packing = { lines: null, location: "Main", parcels: 1 };
  switch (way) {
    case "straight":
      break;
    case "slow":
      time.goBack(600);
      gateway.mode = "hold";
      break;
    case "retried":
      time.goBack(40);
      gateway.mode = "refuse";
      break;
    case "doubled":
      account.faults.double = 1;
      break;
    case "sent again":
      break;
  }
  ship(oms.oms, account, { order, packing });
  if (way === "retried") await refusedOnce(shop);
  await shop.sent();
  gateway.mode = "pass";
  await gateway.release();
  if (way === "sent again") await sendAgain(shop);
}

async function refusedOnce({ account, time, gateway }: FaultShop): Promise<void> {
  const event = account.events.at(-1);
  await until("the first attempt to be refused", 20, () => {
    if (event?.attempts.length === 0) time.goToNext();
    return Promise.resolve((event?.attempts.length ?? 0) > 0 ? true : null);
  });
  gateway.mode = "pass";
}

async function sendAgain(shop: FaultShop): Promise<void> {
  const { oms, account } = shop;
  const event = account.events.at(-1);
  if (event !== undefined) oms.oms.dispatcher.sendAgain(account, event);
  await shop.sent();
}

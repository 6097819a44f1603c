import { openSendingShop } from "../../sandbox/load/sending-shop.ts";
import { eventOf } from "../../sandbox/load/shipment-events.ts";
import { callJson } from "../../sandbox/stack/call-json.ts";
import type { StoreClient } from "../../sandbox/stack/store-client.ts";
import type { Factory } from "./factory.ts";
import type { Measured, Reading } from "./window.ts";

/** A shop on the Standard plan whose shipments all wait in the app's inbox. */
export interface BusyShop extends Measured {
  /** Fulfillments beyond one for each order. */
  duplicates(): Promise<number>;
}

interface Size {
  readonly orders: number;
  readonly latencyMilliseconds: number;
}

const HANDLE = "busy";

/** Makes the orders in the simulator, installs the app, connects a source and posts one shipment for each. */
export async function openBusyShop(
  { shopifyUrl }: Pick<Factory, "shopifyUrl">,
  { orders, latencyMilliseconds }: Size,
  say: (line: string) => void,
): Promise<BusyShop> {
  say(`making ${String(orders)} orders …`);
  const shop = await openSendingShop(shopifyUrl, { handle: HANDLE, orders });
  say("posting their shipments …");
  for (const name of shop.orders) {
    await shop.postUntilTaken(eventOf(name, { status: "shipped", version: 1 }));
  }
  await slowDown(shopifyUrl, shop.store.shop, latencyMilliseconds);
  return measured(shopifyUrl, shop.store);
}

async function slowDown(shopifyUrl: string, shop: string, milliseconds: number): Promise<void> {
  if (milliseconds === 0) return;
  const body = { kind: "latency", shop, delayMilliseconds: milliseconds, count: 1_000_000 };
  await callJson(shopifyUrl, { method: "POST", path: "/_sandbox/faults", body });
}

function measured(shopifyUrl: string, store: StoreClient): BusyShop {
  const path = `/_sandbox/shops/${store.shop}/spending`;
  const fulfilledOrders = async (): Promise<string[]> =>
    (await store.fulfillments()).map(({ orderName }) => orderName);
  return {
    reading: () => callJson<Reading>(shopifyUrl, { method: "GET", path }),
    fulfilled: async () => new Set(await fulfilledOrders()).size,
    async duplicates() {
      const names = await fulfilledOrders();
      return names.length - new Set(names).size;
    },
  };
}

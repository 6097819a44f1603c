import { setTimeout as wait } from "node:timers/promises";
import { signedHeaders, type SignedEvent } from "../../sandbox/oms/sign.ts";
import { installApp, type ConnectedSource } from "../../sandbox/stack/app-client.ts";
import { openStore, type StoreClient } from "../../sandbox/stack/store-client.ts";
import { eventOf } from "../../chaos/shipment-events.ts";

/** A shop that sends: its orders, and its source in the app. */
export interface SendingShop {
  readonly store: StoreClient;
  readonly orders: readonly string[];
  post(event: SignedEvent): Promise<void>;
}

export async function openShop(
  shopifyUrl: string,
  handle: string,
  count: number,
): Promise<SendingShop> {
  const store = await openStore(shopifyUrl, handle, { plan: "enterprise" });
  const orders: string[] = [];
  while (orders.length < count) {
    orders.push(await store.createOrder([{ sku: "MUG-BLUE", quantity: 2 }]));
  }
  const app = await installApp({ shopifyUrl, handle });
  const source = await app.connectSource({ name: "Busy OMS", preset: "generic-json" });
  return { store, orders, post: (event) => post(source, event) };
}

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
      await shop.post(eventOf(name, { status: "shipped", version: 1 }));
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
      await shop.post(
        eventOf(order, { status: version === 1 ? "shipped" : "in_transit", version }),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
}

async function post({ url, secret }: ConnectedSource, event: SignedEvent): Promise<void> {
  const key = { signing: "standard_webhooks", secret: secret ?? "" } as const;
  for (;;) {
    const headers = signedHeaders(event, key, new Date());
    headers.set("content-type", "application/json");
    const response = await fetch(url, { method: "POST", headers, body: event.body });
    await response.arrayBuffer();
    if (response.ok) return;
    await wait(Number(response.headers.get("retry-after") ?? 1) * 1000);
  }
}

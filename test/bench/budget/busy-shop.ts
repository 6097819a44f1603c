import { setTimeout as wait } from "node:timers/promises";
import { signedHeaders } from "../../sandbox/oms/sign.ts";
import { installApp } from "../../sandbox/stack/app-client.ts";
import type { ConnectedSource } from "../../sandbox/stack/app-client.ts";
import { callJson } from "../../sandbox/stack/call-json.ts";
import { openStore } from "../../sandbox/stack/store-client.ts";
import type { StoreClient } from "../../sandbox/stack/store-client.ts";
import type { Factory } from "./factory.ts";
import { shippedEvent } from "./shipped-event.ts";
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
  const store = await openStore(shopifyUrl, HANDLE);
  const names: string[] = [];
  while (names.length < orders) {
    names.push(await store.createOrder([{ sku: "MUG-BLUE", quantity: 2 }]));
  }
  const app = await installApp({ shopifyUrl, handle: HANDLE });
  const source = await app.connectSource({ name: "Busy OMS", preset: "generic-json" });
  say("posting their shipments …");
  for (const name of names) await post(source, name);
  await slowDown(shopifyUrl, store.shop, latencyMilliseconds);
  return measured(shopifyUrl, store);
}

/** Posts as a sender does: held back by the endpoint's rate, it waits as long as it is told. */
async function post({ url, secret }: ConnectedSource, order: string): Promise<void> {
  const event = shippedEvent(order);
  const key = { signing: "standard_webhooks", secret: secret ?? "" } as const;
  for (;;) {
    const headers = signedHeaders(event, key, new Date());
    headers.set("content-type", "application/json");
    const response = await fetch(url, { method: "POST", headers, body: event.body });
    const text = await response.text();
    if (response.ok) return;
    if (response.status !== 429) throw new Error(`${String(response.status)}: ${text}`);
    await wait(Number(response.headers.get("retry-after") ?? 1) * 1000);
  }
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

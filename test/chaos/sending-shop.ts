import { signedHeaders, type SignedEvent } from "../sandbox/oms/sign.ts";
import { installApp, type ConnectedSource } from "../sandbox/stack/app-client.ts";
import { openStore, type StoreClient } from "../sandbox/stack/store-client.ts";

/** A shop with orders and a source, and how a delivery of that source went. */
export interface SendingShop {
  readonly store: StoreClient;
  /** Names of the orders, each of two mugs. */
  readonly orders: readonly string[];
  /** Posts the event once; the status of the answer, or null where there was none. */
  post(event: SignedEvent): Promise<number | null>;
}

const HANDLE = "chaos";
/** Longer than any answer takes, as the strictest of senders wait. */
const PATIENCE_MILLISECONDS = 10_000;

export async function openSendingShop(
  shopifyUrl: string,
  count: number,
  say: (line: string) => void,
): Promise<SendingShop> {
  say(`making ${String(count)} orders …`);
  const store = await openStore(shopifyUrl, HANDLE, { plan: "enterprise" });
  const orders: string[] = [];
  while (orders.length < count) {
    orders.push(await store.createOrder([{ sku: "MUG-BLUE", quantity: 2 }]));
  }
  const app = await installApp({ shopifyUrl, handle: HANDLE });
  const source = await app.connectSource({ name: "Busy OMS", preset: "generic-json" });
  return { store, orders, post: (event) => post(source, event) };
}

async function post({ url, secret }: ConnectedSource, event: SignedEvent): Promise<number | null> {
  const key = { signing: "standard_webhooks", secret: secret ?? "" } as const;
  const headers = signedHeaders(event, key, new Date());
  headers.set("content-type", "application/json");
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  try {
    const response = await fetch(url, { method: "POST", headers, body: event.body, signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

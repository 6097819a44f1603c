import type { SignedEvent } from "../oms/sign.ts";
import { installApp } from "../stack/app-client.ts";
import { openStore, type StoreClient, type StoreParts } from "../stack/store-client.ts";
import { postOnce, postUntilTaken } from "./post-event.ts";

/** A shop with orders and a source that sends as fast as it is told to. */
export interface SendingShop {
  readonly store: StoreClient;
  /** Names of the orders, each of two mugs. */
  readonly orders: readonly string[];
  /** Posts the event once; the status of the answer, or null where there was none. */
  post(event: SignedEvent): Promise<number | null>;
  /** Posts as often as it takes, after each refusal as much later as it is told. */
  postUntilTaken(event: SignedEvent): Promise<void>;
}

interface Wanted extends Pick<StoreParts, "plan"> {
  readonly handle: string;
  readonly orders: number;
}

/** Makes the shop and its orders in the simulated Shopify, installs the app and connects a source. */
export async function openSendingShop(
  shopifyUrl: string,
  { handle, orders: count, ...parts }: Wanted,
): Promise<SendingShop> {
  const store = await openStore(shopifyUrl, handle, parts);
  const orders: string[] = [];
  while (orders.length < count) {
    orders.push(await store.createOrder([{ sku: "MUG-BLUE", quantity: 2 }]));
  }
  const app = await installApp({ shopifyUrl, handle });
  const source = await app.connectSource({ name: "Busy OMS", preset: "generic-json" });
  return {
    store,
    orders,
    post: (event) => postOnce(source, event),
    postUntilTaken: (event) => postUntilTaken(source, event),
  };
}

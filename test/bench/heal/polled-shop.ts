import { NEW_POLLER_FORM } from "../../../app/domain/polling/poller-form.ts";
import { installApp } from "../../sandbox/stack/app-client.ts";
import { callJson } from "../../sandbox/stack/call-json.ts";
import { openOmsAccount } from "../../sandbox/stack/oms-client.ts";
import { openStore, type StoreClient, type StoreParts } from "../../sandbox/stack/store-client.ts";
import type { Reading } from "../budget/window.ts";

/** A shop whose OMS ships and of whose webhooks none arrives. */
export interface PolledShop {
  readonly store: StoreClient;
  /** What the simulator says of the bucket. */
  reading(): Promise<Reading>;
  /** The OMS ships every order; every webhook is lost. */
  shipAll(): Promise<void>;
  /** Polling begins, and looks back far enough. */
  startPolling(): Promise<void>;
}

interface Places {
  readonly shopifyUrl: string;
  readonly omsUrl: string;
}

interface Size {
  readonly orders: number;
  readonly plan: NonNullable<StoreParts["plan"]>;
}

const HANDLE = "missed";
const AT_ONCE = 8;
/** What the simulated OMS's API can do. */
const FORM = {
  ...NEW_POLLER_FORM,
  listUrl: "/api/events",
  recordsPath: "$.events[*].payload",
  idPath: "$.event_id",
  sinceName: "since",
  updatedPath: "$.occurred_at",
  isSorted: "yes",
  limit: 250,
  openUrl: "",
  requestsPerMinute: 600,
};

/** Makes the orders in the simulated Shopify, has the OMS take them in, and connects both through the app. */
export async function openPolledShop(
  { shopifyUrl, omsUrl }: Places,
  { orders, plan }: Size,
  say: (line: string) => void,
): Promise<PolledShop> {
  say(`making ${String(orders)} orders …`);
  const store = await openStore(shopifyUrl, HANDLE, { plan });
  await each(Array.from({ length: orders }), () =>
    store.createOrder([{ sku: "MUG-BLUE", quantity: 2 }]),
  );
  const oms = await openOmsAccount(omsUrl, { id: HANDLE, name: HANDLE, locations: [] });
  await oms.importOrders({ shopifyUrl, shop: store.shop });
  const app = await installApp({ shopifyUrl, handle: HANDLE });
  const source = await app.connectSource({ name: "Silent OMS", preset: "generic-json" });
  await oms.connect({ url: source.url, secret: source.secret });
  await oms.faults({ drop: "on" });
  const path = `/control/accounts/${HANDLE}`;
  const { apiKey } = await callJson<{ apiKey: string }>(omsUrl, { method: "GET", path });
  await app.changePolling(source.sourceId, {
    ...{ action: "save", choice: "own", baseUrl: omsUrl },
    inputs: JSON.stringify({ key: apiKey }),
    form: JSON.stringify(FORM),
    definition: "",
  });
  return {
    store,
    reading: () =>
      callJson(shopifyUrl, { method: "GET", path: `/_sandbox/shops/${store.shop}/spending` }),
    async shipAll() {
      say("shipping them, every webhook lost …");
      const truth = await oms.truth();
      await each(truth.orders, ({ id }) =>
        callJson(omsUrl, { method: "POST", path: `${path}/orders/${id}/ship`, body: {} }),
      );
    },
    startPolling: () => app.changePolling(source.sourceId, { action: "on" }),
  };
}

/** Some at once, until all are done. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items.values();
  const one = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

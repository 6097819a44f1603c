import { installApp } from "../stack/app-client.ts";
import { MAIN_WAREHOUSE, OUTLET } from "../stack/catalogue.ts";
import { openOmsAccount } from "../stack/oms-client.ts";
import { openStore } from "../stack/store-client.ts";
import type { Sides } from "./observe.ts";
import { settle } from "./play.ts";
import type { Stage } from "./story.ts";
import type { Theatre } from "./theatre.ts";

/** Opens a shop for a story, installs the app in it through the admin page, and connects an OMS to it. */
export async function openStage(
  theatre: Theatre,
  name: string,
): Promise<{ stage: Stage; sides: Sides }> {
  const { shopifyUrl, omsUrl, records, workers } = theatre;
  const store = await openStore(shopifyUrl, name);
  const app = await installApp({ shopifyUrl, handle: name });
  const oms = await openOmsAccount(omsUrl, { id: name, name, locations: [MAIN_WAREHOUSE, OUTLET] });
  const { url, secret } = await app.connectSource({ name: "Sandbox OMS", preset: "generic-json" });
  await oms.connect({ url, secret, signing: "standard_webhooks" });
  const sides: Sides = { oms, store, app: records };
  const stage: Stage = {
    store,
    oms,
    workers,
    async newOrder(lines) {
      const order = await store.createOrder(lines);
      await oms.importOrders({ shopifyUrl, shop: store.shop });
      return order;
    },
    openIntents: () => records.openIntents(store.shop),
    settled: () => settle(sides),
  };
  return { stage, sides };
}

import type { Signing } from "../oms/account.ts";
import type { AppClient, ConnectedSource } from "../stack/app-client.ts";
import { installApp } from "../stack/app-client.ts";
import { MAIN_WAREHOUSE, OUTLET } from "../stack/catalogue.ts";
import { openOmsAccount } from "../stack/oms-client.ts";
import { openStore } from "../stack/store-client.ts";
import type { Sides } from "./observe.ts";
import { settle } from "./play.ts";
import type { Stage, Story } from "./story.ts";
import type { Theatre } from "./theatre.ts";

/** Opens a shop for a story, installs the app in it through the admin page, and connects an OMS to it. */
export async function openStage(theatre: Theatre, story: Story): Promise<OpenStage> {
  const { shopifyUrl, omsUrl, records, workers } = theatre;
  const { name, signing = "standard_webhooks" } = story;
  const store = await openStore(shopifyUrl, name);
  const app = await installApp({ shopifyUrl, handle: name });
  const oms = await openOmsAccount(omsUrl, { id: name, name, locations: [MAIN_WAREHOUSE, OUTLET] });
  const { url, secret, sourceId } = await connect(app, signing);
  await oms.connect({ url, secret, signing });
  const known = async (order: string): Promise<string> => {
    await oms.importOrders({ shopifyUrl, shop: store.shop });
    return order;
  };
  const sides: Sides = { oms, store, app: records };
  const stage: Stage = {
    store,
    oms,
    workers,
    newOrder: async (lines) => known(await store.createOrder(lines)),
    newPickupOrder: async (lines) => known(await store.createPickupOrder(lines)),
    setPolicy: (policy) =>
      app.changeSource(sourceId, { action: "policy", policy: JSON.stringify(policy) }),
    messages: () => records.messages(store.shop),
    openIntents: () => records.openIntents(store.shop),
    settled: () => settle(sides),
  };
  return { stage, sides };
}

export interface OpenStage {
  readonly stage: Stage;
  readonly sides: Sides;
}

/** What the merchant chooses in the form for each way in which the OMS signs. */
const SCHEMES: Readonly<Record<Signing, string>> = {
  hmac_hex: "hmac_sha256_hex",
  hmac_base64: "hmac_sha256_base64",
  standard_webhooks: "preset",
};

async function connect(app: AppClient, signing: Signing): Promise<ConnectedSource> {
  return await app.connectSource({
    name: "Sandbox OMS",
    preset: "generic-json",
    scheme: SCHEMES[signing],
    header: "x-oms-signature",
  });
}

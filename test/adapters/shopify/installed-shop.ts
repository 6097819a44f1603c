import { fileURLToPath } from "node:url";
import { shopifyStorefront } from "../../../app/adapters/shopify/storefront/storefront.ts";
import type { Step, StepAnswer } from "../../../app/domain/plan/step.ts";
import type { StorefrontOrder } from "../../../app/domain/storefront/storefront-order.ts";
import type { ApiBudget, Storefront } from "../../../app/pipeline/ports.ts";
import { createShopify } from "../../../app/shopify.server.ts";
import { startShopifySimulator } from "../../sandbox/shopify/start.ts";
import { screenRequest } from "./session-token.ts";
import { memoryParts, settings, SHOP } from "./shopify-parts.ts";

const APP_TOML = fileURLToPath(new URL("../../../shopify.app.toml", import.meta.url));

/** A shop of the simulator that has the app, with the scopes of the app's file. */
export interface InstalledShop {
  /** A paid order of hats at one location; answers its gid. */
  newOrder(quantity: number, more?: Readonly<Record<string, unknown>>): Promise<string>;
  /** What a merchant does to an order by hand. */
  merchant(orderId: string, act: "hold" | "release" | "fulfill" | "cancel"): Promise<void>;
  read(orderId: string): Promise<StorefrontOrder>;
  apply(step: Step): Promise<StepAnswer>;
  /** The way that the app goes to this shop. */
  readonly storefront: Storefront;
  /** The order's name of each fulfillment. */
  fulfilled(): Promise<readonly string[]>;
  /** Kinds of the mails that the shop's customers got. */
  mails(): Promise<readonly string[]>;
  /** Which order each mail was about. */
  told(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What a shop has of its own. */
export interface ShopParts {
  readonly plan?: "standard" | "enterprise";
  /** Its id in the app. */
  readonly shopId?: string;
  readonly budget?: ApiBudget;
}

export async function installedShop({
  plan = "standard",
  shopId = SHOP.id,
  budget,
}: ShopParts = {}): Promise<InstalledShop> {
  const shop = { ...SHOP, id: shopId };
  const simulator = await startShopifySimulator({
    port: 0,
    appUrl: "http://127.0.0.1:9",
    clientId: "handoff-key",
    clientSecret: "handoff-secret",
    appToml: APP_TOML,
  });
  const control = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const answer = await fetch(`${simulator.url}/_sandbox/${path}`, sent);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  await control("shops", {
    shop: "acme",
    locations: ["Main"],
    products: [{ sku: "HAT", location: "Main" }],
    plan,
  });
  const parts = { ...memoryParts(), ...(budget === undefined ? {} : { budget }) };
  const { app, admin } = createShopify(settings(simulator.url), parts);
  const { token } = await control("shops/acme/session-token");
  await app.authenticate.admin(screenRequest(String(token)));
  const storefront = shopifyStorefront(admin, {
    nameOf: () => Promise.resolve(shop),
    mayReadCustomers: () => Promise.resolve(true),
    customReferenceOf: () => Promise.resolve({ kind: "tag", prefix: "oms-" }),
  });
  return {
    async newOrder(quantity, more = {}) {
      const lines = [{ sku: "HAT", quantity }];
      return String((await control("shops/acme/orders", { lines, ...more }))["id"]);
    },
    async merchant(orderId, act) {
      await control(`shops/acme/orders/${encodeURIComponent(orderId)}/${act}`, {});
    },
    async read(orderId) {
      const search = await storefront.read(shopId, orderId);
      if (search.outcome !== "found") throw new Error(JSON.stringify(search));
      return search.order;
    },
    apply: (step) => storefront.apply(shopId, step),
    storefront,
    async fulfilled() {
      const { fulfillments } = await control("shops/acme/fulfillments");
      return (fulfillments as { orderName: string }[]).map(({ orderName }) => orderName);
    },
    async told() {
      const { notices } = await control("shops/acme/notices");
      return (notices as { orderName: string }[]).map(({ orderName }) => orderName);
    },
    async mails() {
      const { notices } = (await control("shops/acme/notices")) as { notices: { kind: string }[] };
      return notices.map(({ kind }) => kind);
    },
    close: () => simulator.close(),
  };
}

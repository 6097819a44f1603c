import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openShopWithOms } from "./shop-with-oms.ts";
import {
  openStage,
  photograph,
  type Shop,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

/** From the webhook to what the customer sees. */
const SHOWN_MILLISECONDS = 5000;

async function shopWithConnectedOms(name: string) {
  const { shop, oms } = await openShopWithOms(stage, name);
  const app = await shop.install();
  const { sourceId, url, secret } = await app.connectSource({
    name: "OMS",
    preset: "generic-json",
  });
  await oms.connect({ url, secret: secret ?? "", signing: "standard_webhooks" });
  return { shop, oms, app, sourceId };
}

interface Hosted {
  readonly page: Page;
  readonly extension: FrameLocator;
}

async function openHosted(path: string, handle: string, width = 1000): Promise<Hosted> {
  const page = await stage.openPage({ width, height: 1000 });
  await page.goto(path);
  return { page, extension: page.frameLocator(`iframe[data-extension="${handle}"]`) };
}

function customerPage({ ordersUrl }: Shop, query = ""): string {
  return `${ordersUrl.replace(/orders$/, "account/orders/1001")}${query}`;
}

describe("the extensions on the pages of the simulated Shopify", () => {
  it(
    "show the customer the package within five seconds of the webhook, and a guest nothing personal",
    async () => {
      const { shop, oms } = await shopWithConnectedOms("customers-page");
      const { page, extension } = await openHosted(customerPage(shop), "order-status");
      await extension.getByText("We have your order.", { exact: false }).waitFor();
      const shipment = await oms.ship("#1001");
      const shipped = Date.now();
      const number = shipment.packages[0]?.tracking_number ?? "";
      await extension.getByText(number).waitFor();
      expect(Date.now() - shipped).toBeLessThan(SHOWN_MILLISECONDS);
      await photograph(page, "extension-1-order-status");
      const guest = await openHosted(customerPage(shop, "?viewer=guest"), "order-status");
      await guest.extension.getByText("1 package", { exact: false }).waitFor();
      expect(await guest.extension.locator("body").innerText()).not.toContain(number);
    },
    STORY_MILLISECONDS,
  );
});

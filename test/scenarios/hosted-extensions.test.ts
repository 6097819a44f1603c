import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NEW_POLLER_FORM } from "../../app/domain/polling/poller-form.ts";
import { until } from "../sandbox/processes/until.ts";
import type { AppClient } from "../sandbox/stack/app-client.ts";
import { callJson } from "../sandbox/stack/call-json.ts";
import type { OmsAccountClient } from "../sandbox/stack/oms-client.ts";
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
/** The grace period, and the comparison that comes each minute. */
const FLOW_SECONDS = 180;
const LONG_MILLISECONDS = 600_000;

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

/** The source's log is read, which tells what no webhook did. */
async function pollLog(app: AppClient, { id }: OmsAccountClient, sourceId: string): Promise<void> {
  const call = { method: "GET", path: `/control/accounts/${id}` } as const;
  const { apiKey } = await callJson<{ apiKey: string }>(stage.omsUrl, call);
  const form = {
    ...NEW_POLLER_FORM,
    listUrl: "/api/events",
    recordsPath: "$.events[*].payload",
    idPath: "$.event_id",
    sinceName: "since",
    updatedPath: "$.occurred_at",
    openUrl: "",
  };
  await app.changePolling(sourceId, {
    ...{ action: "save", choice: "own", baseUrl: stage.omsUrl },
    inputs: JSON.stringify({ key: apiKey }),
    form: JSON.stringify(form),
  });
  await app.changePolling(sourceId, { action: "on" });
}

async function shopifyRefuses({ store }: Shop, operation: string): Promise<void> {
  const body = { shop: store.shop, kind: "user-error", operation, count: 1000 };
  await callJson(stage.shopifyUrl, { method: "POST", path: "/_sandbox/faults", body });
}

/** The shortest time after which a difference is a fault. */
async function setGraceToOneMinute(shop: Shop): Promise<void> {
  const { page, app } = await shop.openDesk("/settings");
  await app.getByLabel("Grace period in minutes", { exact: false }).fill("1");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByLabel("Grace period in minutes", { exact: false }).waitFor();
}

/** The handles that Shopify Flow was told, oldest first. */
async function flowTriggers({ store }: Shop): Promise<readonly string[]> {
  const call = { method: "GET", path: `/_sandbox/shops/${store.shop}/flow` } as const;
  const told = await callJson<{ triggers: { handle: string }[] }>(stage.shopifyUrl, call);
  return told.triggers.map(({ handle }) => handle);
}

async function toldFlow(shop: Shop, handle: string): Promise<void> {
  await until(`Flow to be told ${handle}`, FLOW_SECONDS, async () =>
    (await flowTriggers(shop)).includes(handle) ? true : null,
  );
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

  it(
    "tell staff where a handoff broke whose webhook was lost; one click heals it, and Flow is told of each thing once",
    async () => {
      const { shop, oms, app, sourceId } = await shopWithConnectedOms("staff-page");
      await setGraceToOneMinute(shop);
      const { page, extension } = await openHosted(`${shop.ordersUrl}/1001`, "order-block");
      await oms.onOrder("#1001", "process");
      await extension.getByText("Agrees").waitFor();
      await oms.faults({ drop: "on" });
      await shopifyRefuses(shop, "fulfillmentCreate");
      await oms.ship("#1001");
      await pollLog(app, oms, sourceId);
      await extension.getByText("Handling: received, not applied").waitFor();
      await extension.getByText("Who acts: You").waitFor();
      await photograph(page, "extension-2-block");
      await toldFlow(shop, "discrepancy-opened");

      await shop.store.clearFaults();
      await page.getByRole("button", { name: "Handoff: look again, replay, summary" }).click();
      const action = page.frameLocator('iframe[data-extension="order-action"]');
      await action.getByRole("button", { name: "Look again now" }).click();
      await action.getByText("Looked: Agrees.").waitFor();
      await photograph(page, "extension-3-action");
      await action.getByRole("button", { name: "Close" }).click();
      await extension.getByText("Agrees").waitFor();
      expect(await shop.store.fulfillments()).toHaveLength(1);
      await toldFlow(shop, "discrepancy-healed");
      expect((await flowTriggers(shop)).toSorted()).toEqual([
        "discrepancy-healed",
        "discrepancy-opened",
        "oms-message-failed",
      ]);
    },
    LONG_MILLISECONDS,
  );
});

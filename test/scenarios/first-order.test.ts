import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../sandbox/processes/free-port.ts";
import type { Sandbox } from "../sandbox/stack/sandbox.ts";
import { startSandbox } from "../sandbox/stack/sandbox.ts";
import { openBrowser } from "./browser.ts";
import { openPage, photograph, START_MILLISECONDS, STORY_MILLISECONDS } from "./stage.ts";

/** The one scenario with `npm run sandbox`'s own store and programs: what the README walks through. */
let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  const ports = {
    app: await freePort(0),
    shopify: await freePort(0),
    oms: await freePort(0),
    database: 0,
  };
  sandbox = await startSandbox({ ports, say: () => undefined });
  browser = await openBrowser();
}, START_MILLISECONDS);

afterAll(async () => {
  await browser.close();
  await sandbox.stop();
}, START_MILLISECONDS);

/** Opens the app in the admin, which installs it, and connects a source; answers what the app shows once. */
async function connectSource(admin: Page): Promise<{ url: string; secret: string }> {
  await admin.goto(sandbox.adminUrl);
  const app = admin.frameLocator("iframe[data-app]");
  await app.getByRole("link", { name: "Connect a source" }).first().waitFor();
  await photograph(admin, "1-home");
  await app.getByRole("link", { name: "Connect a source" }).first().click();
  await app.getByLabel("Name", { exact: false }).first().fill("Sandbox OMS");
  await photograph(admin, "2-connect");
  await app.getByRole("button", { name: "Connect", exact: true }).click();
  const url = await app.getByRole("textbox", { name: "Webhook URL" }).inputValue();
  const secret = await app.getByRole("textbox", { name: "Signing secret" }).inputValue();
  await photograph(admin, "3-connected");
  return { url, secret };
}

async function sendTestEvent(admin: Page): Promise<void> {
  const app: FrameLocator = admin.frameLocator("iframe[data-app]");
  await app.getByRole("button", { name: "Send a test event" }).click();
  await app.getByText("We received your test event").waitFor();
  await photograph(admin, "4-test-event");
}

async function enterWebhook(oms: Page, webhook: { url: string; secret: string }): Promise<void> {
  await oms.goto(sandbox.omsUrl);
  await oms.getByRole("link", { name: "Webhook and faults" }).click();
  await oms.getByLabel("URL").fill(webhook.url);
  await oms.getByLabel("Secret").fill(webhook.secret);
  await oms.getByRole("button", { name: "Save" }).click();
  await oms.getByRole("link", { name: "Orders" }).click();
}

/** Ships the order with the button of its row; answers the tracking number that the OMS made. */
async function ship(oms: Page, order: string): Promise<string> {
  const row = oms.getByRole("row").filter({ hasText: order });
  await row.getByRole("button", { name: "Ship" }).click();
  const number = await oms.locator("#shipments a").first().innerText();
  await oms.locator("#events").getByText("Acknowledged").waitFor();
  await photograph(oms, "5-shipped-in-the-oms");
  return number;
}

describe("a merchant tries Handoff in the sandbox", () => {
  it(
    "installs it, connects a source, sends a test event, ships in the OMS and sees the order fulfilled",
    async () => {
      const admin = await openPage(browser);
      const webhook = await connectSource(admin);
      await sendTestEvent(admin);

      const oms = await openPage(browser);
      await enterWebhook(oms, webhook);
      const trackingNumber = await ship(oms, "#1001");

      const orders = await openPage(browser);
      await orders.goto(`${sandbox.ordersUrl}/1001`);
      const fulfillment = orders.locator("article[data-fulfillment='#1001-F1']");
      await fulfillment.waitFor();
      expect(await fulfillment.innerText()).toContain(trackingNumber);
      expect(await orders.locator("header.page").last().innerText()).toMatch(/fulfilled/i);
      await photograph(orders, "6-fulfilled-in-shopify");

      const app = admin.frameLocator("iframe[data-app]");
      await admin.goto(`${sandbox.adminUrl}/orders`);
      await app.getByText("#1001").first().waitFor();
      await photograph(admin, "7-orders-in-the-app");
      await admin.goto(`${sandbox.adminUrl}/messages`);
      await app.getByText("#1001").first().waitFor();
      await photograph(admin, "8-messages-in-the-app");
    },
    STORY_MILLISECONDS,
  );
});

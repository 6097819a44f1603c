import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../sandbox/processes/free-port.ts";
import { ROOT } from "../sandbox/processes/program.ts";
import type { Sandbox } from "../sandbox/stack/sandbox.ts";
import { startSandbox } from "../sandbox/stack/sandbox.ts";
import { USER_AGENT, openBrowser } from "./browser.ts";

const PICTURES = path.join(ROOT, "screenshots");
const START_MILLISECONDS = 120_000;
const STORY_MILLISECONDS = 90_000;
const LOOK_MILLISECONDS = 20_000;

let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
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

async function newPage(): Promise<Page> {
  const page = await browser.newPage({
    userAgent: USER_AGENT,
    viewport: { width: 1280, height: 900 },
  });
  page.setDefaultTimeout(LOOK_MILLISECONDS);
  return page;
}

/** A picture for people; nothing is read from it. */
async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

/** Opens the app in the admin, which installs it, and connects a source; answers what the app shows once. */
async function connectSource(admin: Page): Promise<{ url: string; secret: string }> {
  await admin.goto(sandbox.adminUrl);
  const app = admin.frameLocator("iframe[data-app]");
  await app.getByRole("link", { name: "Connect a source" }).first().waitFor();
  await picture(admin, "1-home");
  await app.getByRole("link", { name: "Connect a source" }).first().click();
  await app.getByLabel("Name", { exact: false }).first().fill("Sandbox OMS");
  await picture(admin, "2-connect");
  await app.getByRole("button", { name: "Connect", exact: true }).click();
  const url = await app.getByRole("textbox", { name: "Webhook URL" }).inputValue();
  const secret = await app.getByRole("textbox", { name: "Signing secret" }).inputValue();
  await picture(admin, "3-connected");
  return { url, secret };
}

async function sendTestEvent(admin: Page): Promise<void> {
  const app: FrameLocator = admin.frameLocator("iframe[data-app]");
  await app.getByRole("button", { name: "Send a test event" }).click();
  await app.getByText("We received your test event").waitFor();
  await picture(admin, "4-test-event");
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
  await picture(oms, "5-shipped-in-the-oms");
  return number;
}

describe("a merchant tries Handoff in the sandbox", () => {
  it(
    "installs it, connects a source, sends a test event, ships in the OMS and sees the order fulfilled",
    async () => {
      const admin = await newPage();
      const webhook = await connectSource(admin);
      await sendTestEvent(admin);

      const oms = await newPage();
      await enterWebhook(oms, webhook);
      const trackingNumber = await ship(oms, "#1001");

      const orders = await newPage();
      await orders.goto(`${sandbox.ordersUrl}/1001`);
      const fulfillment = orders.locator("article[data-fulfillment='#1001-F1']");
      await fulfillment.waitFor();
      expect(await fulfillment.innerText()).toContain(trackingNumber);
      expect(await orders.locator("header.page").last().innerText()).toMatch(/fulfilled/i);
      await picture(orders, "6-fulfilled-in-shopify");

      const app = admin.frameLocator("iframe[data-app]");
      await admin.goto(`${sandbox.adminUrl}/orders`);
      await app.getByText("#1001").first().waitFor();
      await picture(admin, "7-orders-in-the-app");
      await admin.goto(`${sandbox.adminUrl}/messages`);
      await app.getByText("#1001").first().waitFor();
      await picture(admin, "8-messages-in-the-app");
    },
    STORY_MILLISECONDS,
  );
});

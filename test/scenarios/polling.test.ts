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
const STORY_MILLISECONDS = 120_000;
const LOOK_MILLISECONDS = 30_000;

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
    viewport: { width: 1280, height: 1800 },
  });
  page.setDefaultTimeout(LOOK_MILLISECONDS);
  return page;
}

/** A picture for people; nothing is read from it. */
async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

async function connectSource(admin: Page): Promise<FrameLocator> {
  await admin.goto(sandbox.adminUrl);
  const app = admin.frameLocator("iframe[data-app]");
  await app.getByRole("link", { name: "Connect a source" }).first().click();
  await app.getByLabel("Name", { exact: false }).first().fill("Silent OMS");
  await app.getByRole("button", { name: "Connect", exact: true }).click();
  await app.getByRole("textbox", { name: "Webhook URL" }).waitFor();
  return app;
}

/** The OMS ships, and nobody gave it a webhook URL. */
async function shipSilently(): Promise<string> {
  const oms = await newPage();
  await oms.goto(sandbox.omsUrl);
  await oms.getByRole("link", { name: "Orders" }).click();
  const row = oms.getByRole("row").filter({ hasText: "#1001" });
  await row.getByRole("button", { name: "Ship" }).click();
  return oms.locator("#shipments a").first().innerText();
}

async function apiKey(): Promise<string> {
  const answer = await fetch(`${sandbox.omsUrl}/control/accounts/demo`);
  return ((await answer.json()) as { readonly apiKey: string }).apiKey;
}

async function fill(app: FrameLocator, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await app.getByLabel(label, { exact: true }).fill(value);
  }
}

describe("an OMS whose webhooks never arrive", () => {
  it(
    "is polled by what a person enters, and its shipped order becomes fulfilled (S44)",
    async () => {
      const trackingNumber = await shipSilently();
      const admin = await newPage();
      const app = await connectSource(admin);
      await admin.goto(`${sandbox.adminUrl}/sources`);
      await app.getByRole("link", { name: "Silent OMS" }).first().click();
      await app.getByRole("link", { name: "Set up polling" }).click();
      await app.getByText("Not polled yet.").waitFor();
      await picture(admin, "polling-1-new");

      await fill(app, {
        "Base URL": new URL(sandbox.omsUrl).origin,
        "Key or token": "wrong",
        "Path of the list": "/api/events",
        "Parameter “changed since”": "since",
        "Where the orders are": "$.events[*].payload",
        "Where an order has its id": "$.event_id",
        "Where an order has its time of change": "$.occurred_at",
        "Path of one order": "",
      });
      await saveWith(admin);
      await app.getByRole("button", { name: "Test", exact: true }).click();
      await app.getByText("The source refused the credentials").first().waitFor();
      await picture(admin, "polling-2-refused");

      await fill(app, { "Key or token": await apiKey() });
      await saveWith(admin);
      await app.getByRole("button", { name: "Test", exact: true }).click();
      await app.getByText("We read 1 record").waitFor();
      await app.getByRole("button", { name: "Turn on" }).click();
      await app.getByRole("button", { name: "Poll now" }).waitFor();
      await app.getByText("Through").first().waitFor();
      await picture(admin, "polling-3-polled");

      const today = new Date().toISOString().slice(0, 10);
      await fill(app, { From: today, Until: today });
      await app.getByRole("button", { name: "Look first" }).click();
      await app.getByText("record of the span was read").waitFor();
      await app.getByText("0 would be recorded. Nothing was changed.").waitFor();
      await picture(admin, "polling-4-looked-first");

      const orders = await newPage();
      await orders.goto(`${sandbox.ordersUrl}/1001`);
      const fulfillment = orders.locator("article[data-fulfillment='#1001-F1']");
      await fulfillment.waitFor();
      expect(await fulfillment.innerText()).toContain(trackingNumber);
    },
    STORY_MILLISECONDS,
  );
});

/** The admin's own save bar. */
async function saveWith(admin: Page): Promise<void> {
  await admin.getByRole("button", { name: "Save", exact: true }).click();
}

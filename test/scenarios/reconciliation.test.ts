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
const LOOK_MILLISECONDS = 60_000;

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

async function open(url: string): Promise<Page> {
  const page = await browser.newPage({
    userAgent: USER_AGENT,
    viewport: { width: 1280, height: 1800 },
  });
  page.setDefaultTimeout(LOOK_MILLISECONDS);
  await page.goto(url);
  return page;
}

/** A picture for people; nothing is read from it. */
async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

async function ship(orderName: string): Promise<void> {
  const oms = await open(sandbox.omsUrl);
  await oms.getByRole("link", { name: "Orders" }).click();
  const row = oms.getByRole("row").filter({ hasText: orderName });
  await row.getByRole("button", { name: "Ship" }).click();
  await oms.locator("#shipments a").first().waitFor();
}

describe("a shop that reconciles", () => {
  it(
    "is told what could not be compared, and sets how often",
    async () => {
      await ship("#1001");
      const admin = await open(sandbox.adminUrl);
      const app: FrameLocator = admin.frameLocator("iframe[data-app]");
      await app.getByRole("link", { name: "Connect a source" }).first().click();
      await app.getByLabel("Name", { exact: false }).first().fill("Silent OMS");
      await app.getByRole("button", { name: "Connect", exact: true }).click();
      await app.getByRole("textbox", { name: "Webhook URL" }).waitFor();
      await admin.goto(`${sandbox.adminUrl}/reconciliation`);
      await app.getByRole("heading", { name: "How much webhooks lose" }).waitFor();
      await picture(admin, "reconciliation-1-before");
      await app.getByRole("button", { name: "Reconcile now" }).click();
      await app
        .getByRole("link", { name: /\d\d:\d\d:\d\d/ })
        .first()
        .waitFor();
      await app.getByText("No gap seen").first().waitFor();
      await picture(admin, "reconciliation-2-after");
      await app
        .getByRole("link", { name: /\d\d:\d\d:\d\d/ })
        .first()
        .click();
      await app.getByText("orders of the last 60 days were read").waitFor();
      await picture(admin, "reconciliation-3-report");
      await app.getByRole("link", { name: "Reconciliation", exact: true }).first().click();
      await app.getByLabel("How often").selectOption({ label: "Every 15 minutes" });
      await admin.getByText("Saved", { exact: true }).waitFor();
      await admin.reload();
      expect(await app.getByLabel("How often").inputValue()).toBe("15");
    },
    STORY_MILLISECONDS,
  );
});

import { mkdirSync } from "node:fs";
import path from "node:path";
import axe from "axe-core";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../sandbox/processes/free-port.ts";
import { ROOT } from "../sandbox/processes/program.ts";
import type { Sandbox } from "../sandbox/stack/sandbox.ts";
import { startSandbox } from "../sandbox/stack/sandbox.ts";
import { USER_AGENT, openBrowser } from "./browser.ts";
import { post, signAsStandard } from "./senders.ts";

const PICTURES = path.join(ROOT, "screenshots");
const START_MILLISECONDS = 120_000;
const STORY_MILLISECONDS = 120_000;
const LOOK_MILLISECONDS = 20_000;

let sandbox: Sandbox;
let browser: Browser;
let admin: Page;
let app: FrameLocator;

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
  admin = await browser.newPage({
    userAgent: USER_AGENT,
    viewport: { width: 1280, height: 900 },
  });
  admin.setDefaultTimeout(LOOK_MILLISECONDS);
  app = admin.frameLocator("iframe[data-app]");
}, START_MILLISECONDS);

afterAll(async () => {
  await browser.close();
  await sandbox.stop();
}, START_MILLISECONDS);

/** A picture for people, of a screen on which axe finds nothing serious. */
async function picture(name: string): Promise<void> {
  await admin.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
  const frame = admin.frames().find((each) => each.parentFrame() !== null);
  if (frame === undefined) throw new Error("the app is not embedded");
  await frame.evaluate(axe.source);
  const found = await frame.evaluate<readonly Violation[]>(
    "axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0].html })))",
  );
  expect(
    found.filter(({ impact }) => ["serious", "critical"].includes(impact)),
    name,
  ).toEqual([]);
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly html: string;
}

async function connectSource(): Promise<{ url: string; secret: string }> {
  await admin.goto(`${sandbox.adminUrl}/sources/new`);
  await app.getByLabel("Name", { exact: false }).first().fill("Sandbox OMS");
  await app.getByRole("button", { name: "Connect", exact: true }).click();
  const url = await app.getByRole("textbox", { name: "Webhook URL" }).inputValue();
  const secret = await app.getByRole("textbox", { name: "Signing secret" }).inputValue();
  return { url, secret };
}

const UNKNOWN_GOODS = {
  event_id: "evt-diagnose-1",
  occurred_at: "2026-11-20T10:00:00Z",
  version: 1,
  order: { id: "7", name: "#1001", shopify_order_id: null },
  status: "shipped",
  shipment: {
    id: "S1",
    packages: [{ tracking_number: "JD014600003828392837", carrier: "DHL" }],
    lines: [{ sku: "NO-SUCH-SKU", quantity: 1 }],
  },
};

async function ship(target: { url: string; secret: string }): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(UNKNOWN_GOODS)) as Uint8Array<ArrayBuffer>; // it is no shared memory
  expect(await post(target, body, signAsStandard("evt-diagnose-1"))).toBe(true);
}

describe("an operations person asks where a handoff broke", () => {
  it(
    "S14 S33 S38: the order tells the verdict, its evidence and who acts, and gives a page for the ticket",
    async () => {
      await ship(await connectSource());
      await admin.goto(`${sandbox.adminUrl}/messages`);
      await app.getByText("evt-diagnose-1").first().click();
      await app.locator("[data-step=interpreted][data-state=done]").waitFor();
      await admin.goto(`${sandbox.adminUrl}/orders`);
      await app.getByText("#1001").first().click();
      await app.getByText("A person has to decide").waitFor();
      await app.getByText("Here it breaks").waitFor();
      await app.getByText("What shows it").waitFor();
      await picture("diagnosis-1-order");
      await app.getByRole("link", { name: "Summary for the IT ticket" }).press("Enter");
      await app.getByText("For an IT ticket", { exact: false }).waitFor();
      await app.getByText("#1001").first().waitFor();
      await picture("diagnosis-2-summary");
      await admin.goto(`${sandbox.adminUrl}/diagnosis`);
      await app.getByText("Six signals").waitFor();
      await app.getByText("All systems agree.", { exact: false }).waitFor();
      await picture("diagnosis-3-page");
      await admin.setViewportSize({ width: 400, height: 900 });
      await picture("diagnosis-4-narrow");
    },
    STORY_MILLISECONDS,
  );
});

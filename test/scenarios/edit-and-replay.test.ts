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

/** A picture for people, of a screen that has loaded and on which axe finds nothing serious. */
async function picture(name: string): Promise<void> {
  const loading = admin.frameLocator("iframe[data-app]").getByText("Loading messages…").first();
  await loading.waitFor({ state: "hidden" });
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

const STUCK = {
  event_id: "evt-edit-1",
  occurred_at: "2026-11-20T10:00:00Z",
  version: 1,
  order: { id: "7", name: "#1001", shopify_order_id: null },
  status: "handed to nobody",
  customer: { name: "Ada Lovelace", email: "ada@example.com" },
  shipment: {
    id: "S1",
    packages: [{ tracking_number: "JD014600003828392837", carrier: "DHL" }],
    lines: [],
  },
};

async function sendStuck(target: { url: string; secret: string }): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(STUCK)) as Uint8Array<ArrayBuffer>; // it is no shared memory
  expect(await post(target, body, signAsStandard("evt-edit-1"))).toBe(true);
}

/** Finds the stuck message by its filters, and keeps them as a view. */
async function findStuck(): Promise<void> {
  // It is in every list at once, and stuck a moment later, when it was read.
  await admin.goto(`${sandbox.adminUrl}/messages`);
  await app.getByText("evt-edit-1").first().click();
  await app.locator("[data-step=interpreted][data-state=stopped]").waitFor();
  await admin.goto(`${sandbox.adminUrl}/messages?zone=handling`);
  await app.getByText("evt-edit-1").first().waitFor();
  await picture("edit-1-filtered");
  await app.getByRole("button", { name: "Save as" }).click();
  await app.getByLabel("Name").fill("Needs us");
  await app.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await app.getByRole("tab", { name: "Needs us" }).waitFor();
  await picture("edit-2-view");
  await admin.reload();
  await app.getByRole("tab", { name: "Needs us" }).waitFor();
}

describe("an operations person mends a message by hand", () => {
  it(
    "S81: finds it in a kept view, edits its payload and sends it through to a fulfilled order",
    async () => {
      await sendStuck(await connectSource());
      await findStuck();

      await app.getByText("evt-edit-1").first().click();
      const tree = app.getByRole("tree", { name: "Payload" });
      await tree.waitFor();
      expect(await tree.innerText()).not.toContain("ada@example.com");
      await picture("edit-3-message");

      await app.getByRole("link", { name: "Edit and replay" }).click();
      await app.getByLabel("Why do you need to see it?").fill("The status is misspelt");
      await app.getByRole("button", { name: "Open for editing" }).click();
      const text = app.getByLabel("Payload (JSON)");
      await text.waitFor();
      await text.fill((await text.inputValue()).replace("handed to nobody", "shipped"));
      await app.getByText("JD014600003828392837, DHL").waitFor();
      await picture("edit-4-editor");
      await app.getByRole("button", { name: "Replay the edited message" }).click();
      await app.getByText("A person edited the payload of").waitFor();
      await app.locator("[data-step=confirmed][data-state=done]").waitFor();
      await picture("edit-5-replayed");

      await app.getByRole("link", { name: "the original message" }).click();
      await app.getByText("Superseded").first().waitFor();
      await app.getByText("Edited", { exact: true }).waitFor();
      await picture("edit-6-original");

      await admin.goto(`${sandbox.adminUrl}/orders`);
      await app.getByText("#1001").first().click();
      await app.getByText("Side by side").waitFor();
      await picture("edit-7-order");
      await admin.setViewportSize({ width: 400, height: 900 });
      await picture("edit-8-order-narrow");
    },
    STORY_MILLISECONDS,
  );
});

import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../sandbox/processes/free-port.ts";
import { ROOT } from "../sandbox/processes/program.ts";
import type { Sandbox } from "../sandbox/stack/sandbox.ts";
import { startSandbox } from "../sandbox/stack/sandbox.ts";
import { openBrowser, USER_AGENT } from "./browser.ts";
import { type Hand, keyboard, mouse } from "./mapping/hand.ts";
import { payloadOf, send } from "./mapping/unknown-oms.ts";

const PICTURES = path.join(ROOT, "screenshots");
const START_MILLISECONDS = 120_000;
const STORY_MILLISECONDS = 180_000;
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

async function openAdmin(): Promise<{ admin: Page; app: FrameLocator }> {
  const admin = await browser.newPage({
    userAgent: USER_AGENT,
    viewport: { width: 1280, height: 1000 },
  });
  admin.setDefaultTimeout(LOOK_MILLISECONDS);
  return { admin, app: admin.frameLocator("iframe[data-app]") };
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

/** Connects a system that has no preset; answers what the app shows once. */
async function connect({ admin, app }: Desk, hand: Hand, name: string) {
  await admin.goto(`${sandbox.adminUrl}/sources/new`);
  await hand.option(
    app.getByLabel("System", { exact: true }),
    "Another system: I map its fields myself",
  );
  await hand.type(app.getByLabel("Name", { exact: false }).first(), name);
  await hand.press(app.getByRole("button", { name: "Connect", exact: true }));
  const url = await app.getByRole("textbox", { name: "Webhook URL" }).inputValue();
  const secret = await app.getByRole("textbox", { name: "Signing secret" }).inputValue();
  await hand.press(app.getByRole("link", { name: "Open the source" }));
  return { url, secret };
}

interface Desk {
  readonly admin: Page;
  readonly app: FrameLocator;
}

const CHOICES = [
  ["Order", "Nummer"],
  ["Status", "Art"],
  ["When it happened", "Zeit"],
  ["Event id", "Nr"],
  ["Tracking number", "SendungsNr"],
  ["Carrier", "Dienst"],
  ["SKU", "ArtNr"],
  ["Quantity", "Menge"],
] as const;

async function mapFields({ app }: Desk, hand: Hand): Promise<void> {
  for (const [field, value] of CHOICES) {
    await hand.press(app.getByRole("button", { name: `Choose value for ${field}`, exact: true }));
    await hand.row(value);
    await app
      .getByRole("button", { name: `Add another place to look for ${field}`, exact: true })
      .waitFor();
  }
  await hand.press(app.getByRole("button", { name: "Times are in UTC" }));
  await hand.option(app.getByLabel("What VERSANDT means"), "Shipped");
}

describe("S38: a system that Handoff does not know", () => {
  it.each([
    [
      "mouse",
      "#1001",
      [
        ["MUG-BLUE", 2],
        ["TEE-M", 1],
      ],
    ],
    ["keyboard", "#1002", [["TEE-M", 3]]],
  ] as const)(
    "is mapped from its first message by %s alone, and its order is fulfilled",
    async (way, order, lines) => {
      const desk = await openAdmin();
      const { admin, app } = desk;
      const hand = way === "mouse" ? mouse(app) : keyboard(admin, app);
      const parcel = `JD-${order.slice(1)}`;
      const webhook = await connect(desk, hand, `Unknown (${way})`);
      const sent = payloadOf(
        order,
        parcel,
        lines.map(([sku, count]) => [sku, count]),
      );
      expect(await send(webhook, sent)).toBe(202);

      await hand.press(app.getByRole("link", { name: "Edit mapping" }));
      await expectMessage(desk);
      expect(await app.getByRole("tree").innerText()).not.toContain("Lovelace");
      await picture(admin, `mapping-1-first-message-${way}`);
      await mapFields(desk, hand);
      const result = app.getByText(`Order ${order}: Shipped`, { exact: false }).first();
      await result.waitFor();
      expect(await result.innerText()).toContain(`1 package: ${parcel} (DHL)`);
      await picture(admin, `mapping-2-mapped-${way}`);

      await hand.press(admin.getByRole("button", { name: "Save", exact: true }));
      await app.getByText("Draft, saved by").waitFor();
      await hand.press(app.getByRole("link", { name: "Test and publish" }));
      await hand.press(app.getByRole("button", { name: "Run backtest" }).first());
      await app.getByText("Ready to publish").waitFor();
      await hand.press(app.getByRole("button", { name: "Publish", exact: true }).first());
      await app.getByText("is live").first().waitFor();

      await admin.goto(`${sandbox.adminUrl}/messages`);
      await hand.press(app.locator("a[data-primary-link]").first());
      await hand.press(app.getByRole("button", { name: "Replay", exact: true }));
      await hand.press(
        app.getByRole("dialog").getByRole("button", { name: "Replay", exact: true }),
      );
      const orders = (await openAdmin()).admin;
      await orders.goto(`${sandbox.ordersUrl}/${order.slice(1)}`);
      const fulfillment = orders.locator(`article[data-fulfillment='${order}-F1']`);
      await fulfillment.waitFor();
      expect(await fulfillment.innerText()).toContain(parcel);
    },
    STORY_MILLISECONDS,
  );
});

/** The first message may still be on its way through the worker when the editor opens. */
async function expectMessage({ admin, app }: Desk): Promise<void> {
  const tree = app.getByRole("tree");
  await tree.or(app.getByText("Waiting for the first message")).first().waitFor();
  while ((await tree.count()) === 0) {
    await admin.reload();
    await tree.or(app.getByText("Waiting for the first message")).first().waitFor();
  }
}

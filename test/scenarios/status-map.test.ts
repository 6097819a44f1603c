import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../sandbox/processes/program.ts";
import { until } from "../sandbox/processes/until.ts";
import { type AppClient, type ConnectedSource, installApp } from "../sandbox/stack/app-client.ts";
import { openStore, type StoreClient } from "../sandbox/stack/store-client.ts";
import { startTheatre, type Theatre } from "../sandbox/stories/theatre.ts";
import { openBrowser, USER_AGENT } from "./browser.ts";
import { post, signAsStandard } from "./senders.ts";

const PICTURES = path.join(ROOT, "screenshots");
const START_MILLISECONDS = 120_000;
const STORY_MILLISECONDS = 90_000;
const LOOK_MILLISECONDS = 20_000;
const SETTLE_SECONDS = 20;
const HANDLE = "status-map";
const ORDERS = ["#3001", "#3002", "#3003"];

let theatre: Theatre;
let store: StoreClient;
let client: AppClient;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  theatre = await startTheatre(() => undefined);
  store = await openStore(theatre.shopifyUrl, HANDLE);
  client = await installApp({ shopifyUrl: theatre.shopifyUrl, handle: HANDLE });
  browser = await openBrowser();
}, START_MILLISECONDS);

afterAll(async () => {
  await browser.close();
  await theatre.close();
}, START_MILLISECONDS);

async function openApp(place: string, width = 1280): Promise<{ page: Page; app: FrameLocator }> {
  const page = await browser.newPage({ userAgent: USER_AGENT, viewport: { width, height: 900 } });
  page.setDefaultTimeout(LOOK_MILLISECONDS);
  await page.goto(`${theatre.shopifyUrl}/store/${HANDLE}/apps/handoff${place}`);
  return { page, app: page.frameLocator("iframe[data-app]") };
}

/** The worker reads what was received when it comes to it. */
async function reloadUntil(page: Page, wanted: Locator): Promise<void> {
  await until("the page to show it", SETTLE_SECONDS, async () => {
    const isThere = await wanted.waitFor({ timeout: 2000 }).then(
      () => true,
      () => null,
    );
    if (isThere === null) await page.reload();
    return isThere;
  });
}

/** A picture for people; nothing is read from it. */
async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

/** The OMS says of an order what it never said before. */
async function say(source: ConnectedSource, order: string, status: string): Promise<void> {
  const id = `evt-${order.slice(1)}-${status}`;
  const payload = {
    event_id: id,
    occurred_at: new Date().toISOString(),
    order: { name: order },
    status,
    shipment: { id: `S-${order}`, packages: [{ tracking_number: `TEST${order.slice(1)}` }] },
  };
  const body = Buffer.from(JSON.stringify(payload));
  expect(await post(source, body, signAsStandard(id))).toBe(true);
}

async function fulfilled(): Promise<readonly string[]> {
  const made = await store.fulfillments();
  return made.map(({ orderName }) => orderName).sort();
}

describe("a status that nobody mapped", () => {
  it(
    "is mapped and replayed with one choice, and the orders that it stopped are fulfilled",
    async () => {
      const source = await client.connectSource({ name: "New OMS", preset: "generic-json" });
      for (const order of ORDERS)
        await store.createOrder([{ sku: "MUG-BLUE", quantity: 1 }], order);
      for (const order of ORDERS) await say(source, order, "HANDED_OVER");
      const { page, app } = await openApp(`/sources/${source.sourceId}`);
      await reloadUntil(page, app.getByText("1 without a meaning"));
      await reloadUntil(page, app.getByText("3 messages wait for a meaning."));
      await picture(page, "statuses-1-source");
      await app.getByRole("link", { name: "Map them" }).click();

      const row = app.locator('tr[data-status="handed_over"]');
      await row.getByText("3 stopped").waitFor();
      await picture(page, "statuses-2-unmapped");
      await row.getByRole("button", { name: /HANDED_OVER/ }).click();
      await picture(page, "statuses-3-choices");
      await app.getByRole("menuitem", { name: /^Shipped/ }).click();
      const dialog = app.getByRole("dialog");
      await dialog.getByText(/3 messages that stopped/).waitFor();
      await picture(page, "statuses-4-question");
      expect(await fulfilled()).toEqual([]);
      await dialog.getByRole("button", { name: "Map and replay 3 messages" }).click();

      await app.getByText("3 of 3 (100 %)").waitFor();
      await row.getByRole("button", { name: "HANDED_OVER: Shipped" }).waitFor();
      await picture(page, "statuses-5-replayed");
      await until("the orders to be fulfilled", SETTLE_SECONDS, async () =>
        (await fulfilled()).length === ORDERS.length ? true : null,
      );
      expect(await fulfilled()).toEqual(ORDERS);
      await page.reload();
      await app.getByText("3 of 3 (100 %)").waitFor();
      await page.close();
    },
    STORY_MILLISECONDS,
  );

  it(
    "is added, changed and undone by keyboard alone, and fits a phone",
    async () => {
      const source = await client.connectSource({ name: "Keyboard OMS", preset: "generic-json" });
      const { page, app } = await openApp(`/sources/${source.sourceId}/statuses`);
      const returned = app.locator('tr[data-status="returned"]');
      await returned.getByRole("button", { name: "returned: Returned" }).focus();
      await page.keyboard.press("Enter");
      await app.getByRole("menuitem", { name: /^Received/ }).waitFor();
      await app.getByRole("menuitem", { name: /^Delivered/ }).focus();
      await page.keyboard.press("Enter");
      await returned.getByText("Not saved").waitFor();
      await picture(page, "statuses-6-edited");
      await returned.getByRole("button", { name: "Undo the change of returned" }).focus();
      await page.keyboard.press("Enter");
      await returned.getByText("Not saved").waitFor({ state: "detached" });
      await page.setViewportSize({ width: 390, height: 844 });
      await picture(page, "statuses-7-narrow");
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

describe("S4: messages that begin to look different", () => {
  it(
    "are told on the source and on the message, and their new place is tested before it counts",
    async () => {
      const source = await client.connectSource({ name: "Drifting OMS", preset: "generic-json" });
      for (let n = 0; n < 20; n += 1) await sayOf(source, `evt-usual-${String(n)}`, "order");
      const { page, app } = await openApp(`/sources/${source.sourceId}`);
      await reloadUntil(page, app.getByText("They are built as they always were"));
      await sayOf(source, "evt-odd", "Order");
      await page.reload();
      await reloadUntil(page, app.getByText("is now written"));
      await app.getByText("is now written").scrollIntoViewIfNeeded();
      await picture(page, "drift-1-source");
      await app.getByRole("link", { name: "See the newest" }).first().click();
      await app.getByText("What would mend this").waitFor();
      await picture(page, "drift-2-message");
      await app.getByRole("button", { name: "Read it from $.Order.name too" }).click();
      await app
        .getByRole("button", { name: /test|backtest/i })
        .first()
        .waitFor();
      await picture(page, "drift-3-draft");
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

/** The order's update under the name that the OMS gives the order in its payload. */
async function sayOf(source: ConnectedSource, id: string, name: string): Promise<void> {
  const payload = {
    event_id: id,
    occurred_at: new Date().toISOString(),
    [name]: { name: "#3001" },
    status: "processing",
  };
  const body = Buffer.from(JSON.stringify(payload));
  expect(await post(source, body, signAsStandard(id))).toBe(true);
}

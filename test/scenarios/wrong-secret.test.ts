import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ROOT } from "../sandbox/processes/program.ts";
import { until } from "../sandbox/processes/until.ts";
import { type AppClient, type ConnectedSource, installApp } from "../sandbox/stack/app-client.ts";
import { openStore, type StoreClient } from "../sandbox/stack/store-client.ts";
import { startTheatre, type Theatre } from "../sandbox/stories/theatre.ts";
import { openBrowser, USER_AGENT } from "./browser.ts";
import { post, signAsStandard } from "./senders.ts";

const PICTURES = path.join(ROOT, "screenshots");
const START_MILLISECONDS = 120_000;
const STORY_MILLISECONDS = 120_000;
const LOOK_MILLISECONDS = 20_000;
const SETTLE_SECONDS = 30;
const HANDLE = "wrong-secret";
/** What the OMS really signs with; the source was connected with another one. */
const REAL_SECRET = "whsec_dGhlLXJlYWwtc2VjcmV0LW9mLXRoZS1vbXMtMTIzNDU=";
const MUG = [{ sku: "MUG-BLUE", quantity: 1 }];

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

async function openSource({
  sourceId,
}: ConnectedSource): Promise<{ page: Page; app: FrameLocator }> {
  const page = await browser.newPage({
    userAgent: USER_AGENT,
    viewport: { width: 1280, height: 1600 },
  });
  page.setDefaultTimeout(LOOK_MILLISECONDS);
  await page.goto(`${theatre.shopifyUrl}/store/${HANDLE}/apps/handoff/sources/${sourceId}`);
  return { page, app: page.frameLocator("iframe[data-app]") };
}

/** The OMS ships an order, signed with its own secret. */
function ship(source: ConnectedSource, order: string): Promise<boolean> {
  const id = `evt-${order.slice(1)}`;
  const payload = {
    event_id: id,
    occurred_at: new Date().toISOString(),
    order: { name: order },
    status: "shipped",
    shipment: { id: `S-${order}`, packages: [{ tracking_number: `TEST${order.slice(1)}` }] },
  };
  const body = Buffer.from(JSON.stringify(payload));
  return post({ ...source, secret: REAL_SECRET }, body, signAsStandard(id));
}

it(
  "H11: a secret that was pasted wrongly is mended, and what was refused meanwhile ships",
  async () => {
    const orders = ["#4001", "#4002"];
    for (const order of orders) await store.createOrder(MUG, order);
    const source = await client.connectSource({ name: "Main OMS", preset: "generic-json" });
    for (const order of orders) expect(await ship(source, order)).toBe(false);

    const { page, app } = await openSource(source);
    await app.getByText("Signature does not match").first().waitFor();
    await app.getByRole("button", { name: "Enter a secret of your system" }).click();
    await app.getByLabel("Secret of your system").fill("short");
    await app.getByRole("button", { name: "Save secret" }).click();
    await app.getByText("it is too short or has the wrong format").first().waitFor();
    await page.screenshot({ path: path.join(PICTURES, "wrong-secret-refused.png") });

    await app.getByLabel("Secret of your system").fill(REAL_SECRET);
    await app.getByRole("button", { name: "Save secret" }).click();
    await app.getByText("Every delivery so far was signed correctly").waitFor();
    await page.screenshot({ path: path.join(PICTURES, "wrong-secret-mended.png") });

    const shipped = await until("both orders to be fulfilled", SETTLE_SECONDS, async () => {
      const made = (await store.fulfillments()).map(({ orderName }) => orderName).sort();
      return made.length === orders.length ? made : null;
    });
    expect(shipped).toEqual(orders);
  },
  STORY_MILLISECONDS,
);

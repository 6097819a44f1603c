import { mkdirSync } from "node:fs";
import path from "node:path";
import axe from "axe-core";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MappingContent } from "../../app/domain/backtest/read-both.ts";
import type { Mapping } from "../../app/domain/mapping/mapping.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { ROOT } from "../sandbox/processes/program.ts";
import { type AppClient, type ConnectedSource, installApp } from "../sandbox/stack/app-client.ts";
import { openStore, type StoreClient } from "../sandbox/stack/store-client.ts";
import { startTheatre, type Theatre } from "../sandbox/stories/theatre.ts";
import { openBrowser, USER_AGENT } from "./browser.ts";
import { post, signAsStandard } from "./senders.ts";

const PICTURES = path.join(ROOT, "screenshots");
const START_MILLISECONDS = 120_000;
const STORY_MILLISECONDS = 180_000;
const LOOK_MILLISECONDS = 20_000;
const HANDLE = "publish";
const ORDERS = ["#4001", "#4002", "#4003"];
/** More than a few slices, and no more than an endpoint takes at once. */
const MANY = 900;
const AT_ONCE = 30;

const LIVE: MappingContent = { mapping: genericJson.mapping, statusMap: genericJson.statusMap };
const { shipped: _shipped, ...WITHOUT_SHIPPED } = LIVE.statusMap;

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

interface Desk {
  readonly page: Page;
  readonly app: FrameLocator;
}

async function openApp(place: string): Promise<Desk> {
  const viewport = { width: 1280, height: 1000 };
  const page = await browser.newPage({ userAgent: USER_AGENT, viewport });
  page.setDefaultTimeout(LOOK_MILLISECONDS);
  await goTo(page, place);
  return { page, app: page.frameLocator("iframe[data-app]") };
}

async function goTo(page: Page, place: string): Promise<void> {
  await page.goto(`${theatre.shopifyUrl}/store/${HANDLE}/apps/handoff${place}`);
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly html: string;
}

/** A picture for people, of a screen on which axe finds nothing serious. */
async function picture({ page }: Desk, name: string): Promise<void> {
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
  const frame = page.frames().find((each) => each.parentFrame() !== null);
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

/** The OMS says of an order what became of it. */
async function say(source: ConnectedSource, order: string, status: string): Promise<void> {
  const id = `evt-${order.slice(1)}-${status}`;
  const payload = {
    event_id: id,
    occurred_at: new Date().toISOString(),
    order: { name: order },
    status,
    shipment: {
      id: `S-${order}`,
      packages: [{ tracking_number: `TEST${order.slice(1)}`, carrier: "UPS" }],
    },
  };
  const body = Buffer.from(JSON.stringify(payload));
  expect(await post(source, body, signAsStandard(id))).toBe(true);
}

/** Puts a mapping into the editor as a file, and saves it as the draft. */
async function importDraft({ page, app }: Desk, sourceId: string, content: MappingContent) {
  await goTo(page, `/sources/${sourceId}/mapping`);
  const chooser = page.waitForEvent("filechooser");
  await app.getByRole("button", { name: "Import", exact: true }).click();
  const buffer = Buffer.from(JSON.stringify(content));
  await (await chooser).setFiles({ name: "draft.json", mimeType: "application/json", buffer });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByText("Draft, saved by").waitFor();
}

describe("a mapping is changed", () => {
  it(
    "S38: a backtest shows what gets worse, publishing is refused, the draft is mended and published, and rolled back",
    async () => {
      const source = await client.connectSource({ name: "Careful OMS", preset: "generic-json" });
      const { sourceId } = source;
      for (const order of ORDERS) {
        await store.createOrder([{ sku: "MUG-BLUE", quantity: 1 }], order);
        await say(source, order, "shipped");
      }
      const desk = await openApp(`/sources/${sourceId}`);
      const { page, app } = desk;
      await importDraft(desk, sourceId, { ...LIVE, statusMap: WITHOUT_SHIPPED });
      await app.getByRole("link", { name: "Test and publish" }).click();
      await app.getByText("Not tested yet").waitFor();
      expect(await app.getByRole("button", { name: "Publish" }).isDisabled()).toBe(true);
      await picture(desk, "publish-1-not-tested");

      await app.getByRole("button", { name: "Run backtest" }).click();
      await app.getByText("Makes something worse").waitFor();
      await app.getByText("3 messages of 3 orders").waitFor();
      await app.getByText("3 with what is live, 0 with the draft").waitFor();
      for (const order of ORDERS) await app.getByRole("link", { name: order }).waitFor();
      expect(await app.getByRole("button", { name: "Publish" }).isDisabled()).toBe(true);
      await picture(desk, "publish-2-regressions");
      await app.getByText("I accept for 3 orders: Would no longer ship").click();
      expect(await app.getByRole("button", { name: "Publish" }).isDisabled()).toBe(true);

      const mended = { ...LIVE, statusMap: { ...LIVE.statusMap, dispatched: "shipped" } } as const;
      const mapping: Mapping = { ...mended.mapping, rules: [{ require: ["tracking_number"] }] };
      await importDraft(desk, sourceId, { ...mended, mapping });
      await app.getByRole("link", { name: "Test and publish" }).click();
      await app.getByRole("button", { name: "Run backtest" }).click();
      await app.getByText("Every order comes out as before.").waitFor();
      await picture(desk, "publish-3-ready");
      await app.getByRole("button", { name: "Publish" }).click();
      await app.getByText("Version 2 is live").waitFor();
      await picture(desk, "publish-4-versions");

      await app.getByRole("checkbox", { name: "Compare Version 1" }).check();
      await app.getByRole("checkbox", { name: "Compare Version 2" }).check();
      await app.getByText("From Version 1 to Version 2").waitFor();
      await picture(desk, "publish-5-compared");

      await app.getByRole("link", { name: "Roll back" }).click();
      await app.getByRole("button", { name: "Run backtest" }).click();
      await app.getByText("Ready to publish").waitFor();
      await picture(desk, "publish-6-roll-back");
      await app.getByRole("button", { name: "Roll back" }).click();
      await app.getByText("Version 3 is live").waitFor();
      await app.getByText("Same as version 1").waitFor();
      await page.setViewportSize({ width: 390, height: 844 });
      await picture(desk, "publish-7-narrow");
      await page.close();
    },
    STORY_MILLISECONDS,
  );

  it(
    "S81: many messages are replayed after a look at whom it mails, and the replay is cancelled half way",
    async () => {
      const source = await client.connectSource({ name: "Busy OMS", preset: "generic-json" });
      const numbers = Array.from({ length: MANY }, (_, n) => `#B${String(n)}`);
      for (let n = 0; n < MANY; n += AT_ONCE) {
        await Promise.all(numbers.slice(n, n + AT_ONCE).map((order) => say(source, order, "gone")));
      }
      const desk = await openApp(`/sources/${source.sourceId}`);
      const { page, app } = desk;
      await importDraft(desk, source.sourceId, {
        ...LIVE,
        statusMap: { ...LIVE.statusMap, gone: "shipped" },
      });
      await app.getByRole("link", { name: "Test and publish" }).click();
      await app.getByRole("button", { name: "Publish" }).click();
      await app.getByText("Version 2 is live").waitFor();

      await goTo(page, `/messages?source=${source.sourceId}&state=quarantined`);
      await app.getByRole("row").nth(5).waitFor();
      await app
        .getByRole("checkbox", { name: /Select all/ })
        .first()
        .check();
      await app.getByRole("button", { name: /Select all 25\+/ }).click();
      await picture(desk, "replay-1-selected");
      await app.getByRole("button", { name: "Replay…" }).click();
      await app.getByText(`${String(MANY)} of ${String(MANY)} (100 %)`).waitFor();
      await app
        .getByText(`At most ${String(MANY)} mails`)
        .first()
        .waitFor();
      await picture(desk, "replay-2-what-changes");
      const start = app.getByRole("button", { name: `Replay ${String(MANY)} messages` });
      expect(await start.isDisabled()).toBe(true);
      await app.getByText("Of nothing that happened so far").click();
      await start.click();
      await app.getByText("Running").waitFor();
      await app.getByRole("button", { name: "Cancel" }).click();
      await app.getByText("Cancelled").first().waitFor();
      await picture(desk, "replay-3-cancelled");
      const counts = await app.getByText(/\d+ of 900/).innerText();
      expect(Number(/^\d+/.exec(counts)?.[0])).toBeLessThan(MANY);
      await page.reload();
      await app.getByText("Cancelled").first().waitFor();
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

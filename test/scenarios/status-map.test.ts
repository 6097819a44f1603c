import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../sandbox/processes/until.ts";
import type { StoreClient } from "../sandbox/stack/store-client.ts";
import { type Hand, handOf, HANDS } from "./hand.ts";
import {
  type Desk,
  openStage,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";
import { eventOf, tell } from "./tell.ts";

const SETTLE_SECONDS = 30;
const ORDERS = ["#3001", "#3002", "#3003"];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

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

async function fulfilled(store: StoreClient): Promise<readonly string[]> {
  const made = await store.fulfillments();
  return made.map(({ orderName }) => orderName).sort();
}

/** Chooses what the status means; answers the question that is asked before anything is replayed. */
async function mapShipped({ app, picture }: Desk, hand: Hand): Promise<Locator> {
  const row = app.locator('tr[data-status="handed_over"]');
  await row.getByText("3 stopped").waitFor();
  await picture("statuses-2-unmapped");
  await hand.press(row.getByRole("button", { name: /HANDED_OVER/ }));
  await picture("statuses-3-choices");
  await hand.entry(app.getByRole("menuitem", { name: /^Shipped/ }));
  const question = app.getByRole("dialog");
  await question.getByText(/3 messages that stopped/).waitFor();
  await picture("statuses-4-question");
  return question;
}

describe("a status that nobody mapped", () => {
  it.each(HANDS)(
    "S38: is mapped and replayed with one choice, and the orders that it stopped are fulfilled: by %s alone",
    async (way) => {
      const shop = await stage.openShop("statuses");
      const client = await shop.install();
      const source = await client.connectSource({ name: "New OMS", preset: "generic-json" });
      for (const order of ORDERS)
        await shop.store.createOrder([{ sku: "MUG-BLUE", quantity: 1 }], order);
      for (const order of ORDERS)
        expect(await tell(source, eventOf(order, "HANDED_OVER"))).toBe(true);
      const desk = await shop.openDesk(`/sources/${source.sourceId}`);
      const { page, app } = desk;
      const hand = handOf(way, desk);
      await reloadUntil(page, app.getByText("1 without a meaning"));
      await reloadUntil(page, app.getByText("3 messages wait for a meaning."));
      await desk.picture("statuses-1-source");
      await hand.press(app.getByRole("link", { name: "Map them" }));

      const question = await mapShipped(desk, hand);
      expect(await fulfilled(shop.store)).toEqual([]);
      await hand.press(question.getByRole("button", { name: "Map and replay 3 messages" }));

      await app.getByText("3 of 3 (100%)").waitFor();
      await app.getByRole("button", { name: "HANDED_OVER: Shipped" }).waitFor();
      await desk.picture("statuses-5-replayed");
      await until("the orders to be fulfilled", SETTLE_SECONDS, async () =>
        (await fulfilled(shop.store)).length === ORDERS.length ? true : null,
      );
      expect(await fulfilled(shop.store)).toEqual(ORDERS);
      await page.reload();
      await app.getByText("3 of 3 (100%)").waitFor();
      await page.close();
    },
    STORY_MILLISECONDS,
  );

  it.each(HANDS)(
    "S38: is changed and undone by %s alone, and fits a phone",
    async (way) => {
      const shop = await stage.openShop("statuses");
      const client = await shop.install();
      const source = await client.connectSource({ name: "Old OMS", preset: "generic-json" });
      const desk = await shop.openDesk(`/sources/${source.sourceId}/statuses`);
      const { page, app } = desk;
      const hand = handOf(way, desk);
      const returned = app.locator('tr[data-status="returned"]');
      await hand.press(returned.getByRole("button", { name: "returned: Returned" }));
      await app.getByRole("menuitem", { name: /^Received/ }).waitFor();
      await hand.entry(app.getByRole("menuitem", { name: /^Delivered/ }));
      await returned.getByText("Not saved").waitFor();
      await desk.picture("statuses-6-edited");
      await hand.press(returned.getByRole("button", { name: "Undo the change of returned" }));
      await returned.getByText("Not saved").waitFor({ state: "detached" });
      await page.setViewportSize({ width: 390, height: 844 });
      await desk.picture("statuses-7-narrow");
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

describe("S4: messages that begin to look different", () => {
  it(
    "are told on the source and on the message, and their new place is tested before it counts",
    async () => {
      const shop = await stage.openShop("drift");
      const client = await shop.install();
      const source = await client.connectSource({ name: "Drifting OMS", preset: "generic-json" });
      for (let n = 0; n < 20; n += 1)
        expect(await tell(source, namedIn("order", `evt-usual-${String(n)}`))).toBe(true);
      const desk = await shop.openDesk(`/sources/${source.sourceId}`);
      const { page, app } = desk;
      await reloadUntil(page, app.getByText("They are built as they always were"));
      expect(await tell(source, namedIn("Order", "evt-odd"))).toBe(true);
      await page.reload();
      await reloadUntil(page, app.getByText("is now written"));
      await app.getByText("is now written").scrollIntoViewIfNeeded();
      await desk.picture("drift-1-source");
      await app.getByRole("link", { name: "See the newest" }).first().click();
      await app.getByText("What would fix this").waitFor();
      await desk.picture("drift-2-message");
      await app.getByRole("button", { name: "Read it from $.Order.name too" }).click();
      await app
        .getByRole("button", { name: /test|backtest/i })
        .first()
        .waitFor();
      await desk.picture("drift-3-draft");
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

/** An order's update, with the name that the OMS gives the order in its payload. */
function namedIn(member: string, id: string) {
  const { order, ...event } = eventOf("#3001", "processing", id);
  return { ...event, [member]: order };
}

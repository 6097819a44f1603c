import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../sandbox/processes/until.ts";
import { handOf, HANDS } from "./hand.ts";
import {
  type Desk,
  openStage,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";
import { eventOf, tell } from "./tell.ts";

const SETTLE_SECONDS = 30;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

/** A shop with two orders, each with a message that was read. */
async function openShopWithMessages() {
  const shop = await stage.openShop("addresses");
  const client = await shop.install();
  const source = await client.connectSource({ name: "Main OMS", preset: "generic-json" });
  for (const order of ["#1001", "#1002"]) {
    await shop.store.createOrder([{ sku: "MUG-BLUE", quantity: 1 }], order);
    expect(await tell(source, eventOf(order, "processing", `evt-${order.slice(1)}`))).toBe(true);
  }
  return { shop, source };
}

/** Orders of the events that the list of messages shows. */
async function listed({ app }: Desk): Promise<readonly string[]> {
  return (await app.getByRole("link", { name: /^evt-/ }).allInnerTexts()).sort();
}

async function expectListed(desk: Desk, wanted: readonly string[]): Promise<void> {
  await until(`the list to show ${wanted.join(", ")}`, SETTLE_SECONDS, async () =>
    (await listed(desk)).join() === wanted.join() ? true : null,
  );
}

/** The search that the address says. */
async function expectSearch({ page }: Desk, wanted: string): Promise<void> {
  await expect
    .poll(() => new URL(page.url()).searchParams.get("q"), { timeout: SETTLE_SECONDS * 1000 })
    .toBe(wanted);
}

const BOTH = ["evt-1001", "evt-1002"];

describe("the address of a list", () => {
  it.each(HANDS)(
    "says what the list is narrowed to: a reload shows the same, and the way back leads there again: by %s alone",
    async (way) => {
      const { shop } = await openShopWithMessages();
      const desk = await shop.openDesk("/messages");
      const { page, app } = desk;
      const hand = handOf(way, desk);
      await expectListed(desk, BOTH);
      await hand.press(app.getByRole("button", { name: /search and filter/i }));
      await hand.type(app.getByPlaceholder(/Order/), "1002");
      await expectListed(desk, ["evt-1002"]);
      await expectSearch(desk, "1002");

      const message = app.getByRole("heading", { name: "evt-1002", level: 1 });
      await hand.press(app.getByRole("link", { name: "evt-1002" }));
      await message.waitFor();
      await page.goBack();
      await expectListed(desk, ["evt-1002"]);
      await page.reload();
      await expectListed(desk, ["evt-1002"]);
      await expectSearch(desk, "1002");
      await hand.press(app.getByRole("link", { name: "evt-1002" }));
      await message.waitFor();
      await page.reload();
      await message.waitFor();
      // A step inside the frame is no navigation of the page that could be awaited.
      await page.evaluate("history.back()");
      await expectListed(desk, ["evt-1002"]);
      await page.close();
    },
    STORY_MILLISECONDS,
  );

  it(
    "is left one step at a time: from a message to the narrowed list, and from there to the whole one",
    async () => {
      const { shop } = await openShopWithMessages();
      const desk = await shop.openDesk("/messages");
      const { page, app } = desk;
      await expectListed(desk, BOTH);
      await app.getByRole("button", { name: /search and filter/i }).click();
      // A person who pauses while typing narrows the list twice.
      await app.getByPlaceholder(/Order/).pressSequentially("100");
      await expectSearch(desk, "100");
      await app.getByPlaceholder(/Order/).pressSequentially("2");
      await expectListed(desk, ["evt-1002"]);
      await app.getByRole("link", { name: "evt-1002" }).click();
      await app.getByRole("heading", { name: "evt-1002", level: 1 }).waitFor();
      await page.goBack();
      await expectListed(desk, ["evt-1002"]);
      await page.goBack();
      await expectListed(desk, BOTH);
      expect(new URL(page.url()).search).toBe("");
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

describe("an earlier moment of an order", () => {
  it(
    "is left one step at a time: to the moment after it, and from there to the order as it is",
    async () => {
      const { shop, source } = await openShopWithMessages();
      expect(await tell(source, eventOf("#1002", "on_hold", "evt-1002-held"))).toBe(true);
      const desk = await shop.openDesk("/orders");
      const { page, app } = desk;
      await app.getByRole("link", { name: "#1002" }).click();
      const held = app.getByText("“on_hold”");
      const earlier = app.getByRole("link", { name: "Look at an earlier moment" });
      const past = app.getByText("As it was");
      await held.waitFor();
      await earlier.click();
      await past.waitFor();
      await held.waitFor();
      await app.getByRole("link", { name: "One change back" }).click();
      await held.waitFor({ state: "detached" });
      await past.waitFor();
      await page.goBack();
      await held.waitFor();
      await past.waitFor();
      await page.goBack();
      await past.waitFor({ state: "detached" });
      await earlier.waitFor();
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

describe("a deep link", () => {
  it(
    "opens the same screen again after a reload",
    async () => {
      const { shop, source } = await openShopWithMessages();
      const desk = await shop.openDesk("");
      const { page, app } = desk;
      const under = `/sources/${source.sourceId}`;
      for (const [place, heading] of [
        [under, "Main OMS"],
        [`${under}/mapping`, "Field mapping"],
        [`${under}/statuses`, "Status map"],
        [`${under}/versions`, "Versions of the mapping"],
        [`${under}/polling`, "Polling"],
        ["/orders?q=1001", "Orders"],
        ["/settings/audit?area=sources", "Audit log"],
        ["/diagnosis", "Diagnosis"],
        ["/alerts", "Alerts"],
      ] as const) {
        await desk.goTo(place);
        const title = app.getByRole("heading", { name: heading, level: 1 });
        await title.waitFor();
        const address = page.url();
        expect(address).toBe(`${shop.adminUrl}${place}`);
        await page.reload();
        await title.waitFor();
        expect(page.url()).toBe(address);
      }
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

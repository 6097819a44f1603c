import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectSource } from "./connect-source.ts";
import { type Hand, handOf } from "./hand.ts";
import { payloadOf, send } from "./mapping/unknown-oms.ts";
import {
  type Desk,
  openStage,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

/** Connects a system that has no preset; answers what the app shows once. */
async function connect(desk: Desk, hand: Hand) {
  const { app } = desk;
  await hand.option(
    app.getByLabel("System", { exact: true }),
    "Another system: I map its fields myself",
  );
  const webhook = await connectSource(desk, { name: "Unknown OMS", hand });
  await hand.press(app.getByRole("link", { name: "Open the source" }));
  return webhook;
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

describe("S38 S74: a system that Handoff does not know", () => {
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
      const shop = await stage.openShop("mapping");
      await shop.store.createOrder(
        lines.map(([sku, quantity]) => ({ sku, quantity })),
        order,
      );
      const desk = await shop.openDesk("/sources/new");
      const { page, app } = desk;
      const hand = handOf(way, desk);
      const parcel = `JD-${order.slice(1)}`;
      const webhook = await connect(desk, hand);
      const sent = payloadOf(
        order,
        parcel,
        lines.map(([sku, count]) => [sku, count]),
      );
      expect(await send(webhook, sent)).toBe(202);

      await hand.press(app.getByRole("link", { name: "Edit mapping" }));
      await expectMessage(desk);
      expect(await app.getByRole("tree").innerText()).not.toContain("Lovelace");
      await desk.picture(`mapping-1-first-message-${way}`);
      await mapFields(desk, hand);
      const result = app.getByText(`Order ${order}: Shipped`, { exact: false }).first();
      await result.waitFor();
      expect(await result.innerText()).toContain(`1 package: ${parcel} (DHL)`);
      await desk.picture(`mapping-2-mapped-${way}`);

      await hand.press(page.getByRole("button", { name: "Save", exact: true }));
      await app.getByText("Draft, saved by").waitFor();
      await hand.press(app.getByRole("link", { name: "Test and publish" }));
      await hand.press(app.getByRole("button", { name: "Run backtest" }).first());
      await app.getByText("Ready to publish").waitFor();
      await hand.press(app.getByRole("button", { name: "Publish", exact: true }).first());
      await app.getByText("Version 1 is live").waitFor();

      await desk.goTo("/messages");
      await hand.press(app.locator("a[data-primary-link]").first());
      await hand.press(app.getByRole("button", { name: "Replay", exact: true }));
      await hand.press(
        app.getByRole("dialog").getByRole("button", { name: "Replay", exact: true }),
      );
      const orders = await stage.openPage();
      await orders.goto(`${shop.ordersUrl}/${order.slice(1)}`);
      const fulfillment = orders.locator(`article[data-fulfillment='${order}-F1']`);
      await fulfillment.waitFor();
      expect(await fulfillment.innerText()).toContain(parcel);
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

/** The first message may still be on its way through the worker when the editor opens. */
async function expectMessage({ page, app }: Desk): Promise<void> {
  const tree = app.getByRole("tree");
  await tree.or(app.getByText("Waiting for the first message")).first().waitFor();
  while ((await tree.count()) === 0) {
    await page.reload();
    await tree.or(app.getByText("Waiting for the first message")).first().waitFor();
  }
}

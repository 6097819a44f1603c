import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectSource } from "./connect-source.ts";
import { expectFocus } from "./expect-focus.ts";
import { type Hand, handOf, HANDS } from "./hand.ts";
import {
  type Desk,
  openStage,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";
import { tell } from "./tell.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

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

/** Finds the stuck message by its filters, and keeps them as a view. */
async function findStuck(desk: Desk, hand: Hand): Promise<void> {
  const { page, app } = desk;
  const found = app.getByRole("link", { name: "evt-edit-1" }).first();
  // It is in every list at once, and stuck a moment later, when it was read.
  await desk.goTo("/messages");
  await hand.press(found);
  await app.locator("[data-step=interpreted][data-state=stopped]").waitFor();
  await desk.goTo("/messages?zone=handling");
  await found.waitFor();
  await desk.picture("edit-1-filtered");
  await hand.press(app.getByRole("button", { name: "Save as" }));
  await hand.type(app.getByLabel("Name"), "Needs us");
  await hand.press(app.getByRole("dialog").getByRole("button", { name: "Save", exact: true }));
  await app.getByRole("tab", { name: "Needs us" }).waitFor();
  await desk.picture("edit-2-view");
  await page.reload();
  await app.getByRole("tab", { name: "Needs us" }).waitFor();
  await hand.press(found);
}

/** Opens the payload with a reason, mends the status, and sends it through. */
async function mend(desk: Desk, hand: Hand): Promise<void> {
  const { app } = desk;
  await hand.press(app.getByRole("link", { name: "Edit and replay" }));
  await hand.type(app.getByLabel("Why do you need to see it?"), "The status is misspelt");
  await hand.press(app.getByRole("button", { name: "Open for editing" }));
  const text = app.getByLabel("Payload (JSON)");
  await expectFocus(text);
  await hand.type(text, (await text.inputValue()).replace("handed to nobody", "shipped"));
  await app.getByText("JD014600003828392837, DHL").waitFor();
  await desk.picture("edit-4-editor");
  await hand.press(app.getByRole("button", { name: "Replay the edited message" }));
  await app.getByText("A person edited the payload of").waitFor();
  await app.locator("[data-step=confirmed][data-state=done]").waitFor();
  await desk.picture("edit-5-replayed");
}

describe("an operations person mends a message by hand", () => {
  it.each(HANDS)(
    "S38 S81: finds it in a kept view, edits its payload and sends it through to a fulfilled order: by %s alone",
    async (way) => {
      const shop = await stage.openShop("edit");
      await shop.store.createOrder([{ sku: "MUG-BLUE", quantity: 2 }], "#1001");
      const desk = await shop.openDesk("/sources/new");
      const { page, app } = desk;
      const hand = handOf(way, desk);
      expect(await tell(await connectSource(desk, { hand }), STUCK)).toBe(true);
      await findStuck(desk, hand);

      const tree = app.getByRole("tree", { name: "Payload" });
      await tree.waitFor();
      expect(await tree.innerText()).not.toContain("ada@example.com");
      await desk.picture("edit-3-message");
      await mend(desk, hand);

      await hand.press(app.getByRole("link", { name: "the original message" }));
      await app.getByText("Superseded").first().waitFor();
      await app.getByText("Edited", { exact: true }).waitFor();
      await desk.picture("edit-6-original");

      await desk.goTo("/orders");
      await hand.press(app.getByRole("link", { name: "#1001" }).first());
      await app.getByText("Side by side").waitFor();
      await desk.picture("edit-7-order");
      await page.setViewportSize({ width: 400, height: 900 });
      await desk.picture("edit-8-order-narrow");
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

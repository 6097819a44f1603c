import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectSource } from "./connect-source.ts";
import { openStage, START_MILLISECONDS, type Stage, STORY_MILLISECONDS } from "./stage.ts";
import { tell } from "./tell.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

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

describe("an operations person asks where a handoff broke", () => {
  it(
    "S14 S33 S38 S76: the order tells the verdict, its evidence and who acts, and gives a page and a bundle for the ticket",
    async () => {
      const shop = await stage.openShop("diagnosis");
      await shop.store.createOrder([{ sku: "MUG-BLUE", quantity: 2 }], "#1001");
      const desk = await shop.openDesk("/sources/new");
      const { page, app } = desk;
      expect(await tell(await connectSource(desk), UNKNOWN_GOODS)).toBe(true);
      await desk.goTo("/messages");
      await app.getByText("evt-diagnose-1").first().click();
      await app.locator("[data-step=interpreted][data-state=done]").waitFor();
      await desk.goTo("/orders");
      await app.getByText("#1001").first().click();
      await app.getByText("A person has to decide").waitFor();
      await app.getByText("Breaks here").waitFor();
      await app.getByText("Evidence").waitFor();
      await desk.picture("diagnosis-1-order");
      await app.getByRole("link", { name: "Summary for the IT ticket" }).press("Enter");
      await app.getByText("For an IT ticket", { exact: false }).waitFor();
      await app.getByText("#1001").first().waitFor();
      await desk.picture("diagnosis-2-summary");
      const bundle = page.waitForEvent("download");
      await app.getByRole("button", { name: "Download the bundle" }).press("Enter");
      expect((await bundle).suggestedFilename()).toBe("handoff-1001.zip");
      await desk.goTo("/diagnosis");
      await app.getByText("Six signals").waitFor();
      await app.getByText("All systems agree.", { exact: false }).waitFor();
      await desk.picture("diagnosis-3-page");
      await page.setViewportSize({ width: 400, height: 900 });
      await desk.picture("diagnosis-4-narrow");
    },
    STORY_MILLISECONDS,
  );
});

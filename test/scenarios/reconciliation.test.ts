import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectSource } from "./connect-source.ts";
import { openShopWithOms } from "./shop-with-oms.ts";
import { openStage, START_MILLISECONDS, type Stage, STORY_MILLISECONDS } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

describe("a shop that reconciles", () => {
  it(
    "is told what could not be compared, and sets how often",
    async () => {
      const { shop, oms } = await openShopWithOms(stage, "reconciles");
      await oms.ship("#1001");
      const desk = await shop.openDesk("/sources/new", { height: 1800 });
      const { page, app } = desk;
      await connectSource(desk, { name: "Silent OMS" });
      await desk.goTo("/reconciliation");
      await app.getByRole("heading", { name: "How much webhooks lose" }).waitFor();
      await desk.picture("reconciliation-1-before");
      await app.getByRole("button", { name: "Reconcile now" }).click();
      await app
        .getByRole("link", { name: /\d\d:\d\d:\d\d/ })
        .first()
        .waitFor();
      await app.getByText("No gap seen").first().waitFor();
      await desk.picture("reconciliation-2-after");
      await app
        .getByRole("link", { name: /\d\d:\d\d:\d\d/ })
        .first()
        .click();
      await app.getByText("orders of the last 60 days were read").waitFor();
      await desk.picture("reconciliation-3-report");
      await app.getByRole("link", { name: "Reconciliation", exact: true }).first().click();
      await app.getByLabel("How often").selectOption({ label: "Every 15 minutes" });
      await page.getByText("Saved", { exact: true }).waitFor();
      await page.reload();
      expect(await app.getByLabel("How often").inputValue()).toBe("15");
    },
    STORY_MILLISECONDS,
  );
});

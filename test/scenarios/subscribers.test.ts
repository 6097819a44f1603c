import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EventReceiver, startEventReceiver } from "../pipeline/outgoing/event-receiver.ts";
import {
  openStage,
  type Shop,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";

let stage: Stage;
let shop: Shop;
let portal: EventReceiver;

beforeAll(async () => {
  stage = await openStage();
  shop = await stage.openShop("subscribers");
  portal = await startEventReceiver();
}, START_MILLISECONDS);

afterAll(async () => {
  await stage.close();
  portal.close();
});

describe("a merchant who wants others to be told", () => {
  it(
    "S85: adds a subscriber, sees its secret once, and what became of each event",
    async () => {
      const desk = await shop.openDesk("/settings/subscribers");
      const { page, app } = desk;
      await app.getByText("Nobody outside is told yet").waitFor();
      await desk.picture("subscribers-1-empty");
      await app.getByRole("link", { name: "Add subscriber" }).click();
      await app.getByLabel("Name", { exact: false }).first().fill("Customer portal");
      await app.getByLabel("Address", { exact: true }).fill("https://10.0.0.7/events");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await app.getByText("This address does not lead to a public host.").waitFor();
      await desk.picture("subscribers-2-refused");
      await app.getByLabel("Address", { exact: true }).fill(portal.url);
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await app.getByRole("heading", { name: "Customer portal is added" }).waitFor();
      const secret = await app.getByRole("textbox", { name: "Signing secret" }).inputValue();
      expect(secret).toMatch(/^whsec_/);
      await desk.picture("subscribers-3-added");

      await app.getByRole("link", { name: "To the subscriber" }).click();
      portal.answer(410);
      await app.getByRole("button", { name: "Send a test event" }).click();
      await app.getByRole("cell", { name: "Failed" }).waitFor();
      await app.getByRole("button", { name: "Send again", exact: true }).click();
      await app.getByRole("cell", { name: "Delivered" }).waitFor();
      expect(portal.received).toHaveLength(2);
      await desk.picture("subscribers-4-delivered");
      await app.getByRole("button", { name: "Steps" }).click();
      await app.getByText("Asked for again").waitFor();
      await desk.picture("subscribers-5-steps");
      await page.close();

      const narrow = await shop.openDesk("/settings/subscribers", { width: 390 });
      await narrow.app.getByText("Customer portal").first().waitFor();
      await narrow.picture("subscribers-6-narrow");
      await narrow.app.getByRole("link", { name: "Customer portal" }).first().click();
      await narrow.app.getByText("Delivered").first().waitFor();
      await narrow.picture("subscribers-7-narrow");
      await narrow.page.close();
    },
    STORY_MILLISECONDS,
  );
});

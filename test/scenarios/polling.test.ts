import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectSource } from "./connect-source.ts";
import { openShopWithOms } from "./shop-with-oms.ts";
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

async function apiKey(account: string): Promise<string> {
  const answer = await fetch(`${stage.omsUrl}/control/accounts/${account}`);
  return ((await answer.json()) as { readonly apiKey: string }).apiKey;
}

async function fill(app: FrameLocator, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await app.getByLabel(label, { exact: true }).fill(value);
  }
}

describe("an OMS whose webhooks never arrive", () => {
  it(
    "is polled by what a person enters, and its shipped order becomes fulfilled (S44)",
    async () => {
      const { shop, oms } = await openShopWithOms(stage, "polling");
      const shipment = await oms.ship("#1001");
      const trackingNumber = shipment.packages[0]?.tracking_number;
      const desk = await shop.openDesk("/sources/new", { height: 1800 });
      const { page, app } = desk;
      await connectSource(desk, { name: "Silent OMS" });
      await desk.goTo("/sources");
      await app.getByRole("link", { name: "Silent OMS" }).first().click();
      await app.getByRole("link", { name: "Set up polling" }).click();
      await app.getByText("Not polled yet.").waitFor();
      await desk.picture("polling-1-new");

      await fill(app, {
        "Base URL": stage.omsUrl,
        "Key or token": "wrong",
        "Path of the list": "/api/events",
        "Parameter “changed since”": "since",
        "Where the orders are": "$.events[*].payload",
        "Where an order has its id": "$.event_id",
        "Where an order has its time of change": "$.occurred_at",
        "Path of one order": "",
      });
      await saveWith(page);
      await app.getByRole("button", { name: "Test", exact: true }).click();
      await app.getByText("The source refused the credentials").first().waitFor();
      await desk.picture("polling-2-refused");

      await fill(app, { "Key or token": await apiKey(oms.id) });
      await saveWith(page);
      await app.getByRole("button", { name: "Test", exact: true }).click();
      await app.getByText("We read 1 record").waitFor();
      await app.getByRole("button", { name: "Turn on" }).click();
      await app.getByRole("button", { name: "Poll now" }).waitFor();
      await app.getByText("Complete").first().waitFor();
      await desk.picture("polling-3-polled");
      await changeAsJson(desk);

      await lookFirst(desk);
      await app.getByText("1 record of the span was read").waitFor();
      await app.getByText("There is nothing to record.").waitFor();
      await backfillOne(desk, () => oms.onShipment(shipment.id, "out_for_delivery"));

      const orders = await stage.openPage();
      await orders.goto(`${shop.ordersUrl}/1001`);
      const fulfillment = orders.locator("article[data-fulfillment='#1001-F1']");
      await fulfillment.waitFor();
      expect(await fulfillment.innerText()).toContain(trackingNumber);
    },
    STORY_MILLISECONDS,
  );
});

/** Looks what the source says of yesterday, today and tomorrow, so of now in every zone. */
async function lookFirst({ app }: Desk): Promise<void> {
  const day = (daysAgo: number) =>
    new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  await fill(app, { From: day(1), Until: day(-1) });
  await app.getByRole("button", { name: "Look first" }).click();
}

/** What happens while nobody polls is shown with its mail before it is recorded. */
async function backfillOne(desk: Desk, happen: () => Promise<void>): Promise<void> {
  const { app } = desk;
  await app.getByRole("link", { name: "Polling", exact: true }).click();
  await app.getByRole("button", { name: "Turn off" }).click();
  await app.getByRole("button", { name: "Turn on" }).waitFor();
  await happen();
  await lookFirst(desk);
  await app.getByText("1 would be recorded. Nothing was changed.").waitFor();
  await app.getByText("#1001").first().waitFor();
  await desk.picture("polling-4-looked-first");
  await app.getByRole("button", { name: "Backfill 1 record" }).click();
  await app.getByText("1 was new and is processed like every other message.").waitFor();
}

/** The settings as text: what is no JSON is said beside the field, and what the form cannot show stays text. */
async function changeAsJson({ page, app, picture }: Desk): Promise<void> {
  await app.getByText("The source's server must show a certificate").waitFor();
  await app.getByLabel("Settings", { exact: true }).selectOption({ label: "As JSON" });
  const text = app.getByLabel("Settings as JSON", { exact: true });
  const saved = await text.inputValue();
  expect(saved).toContain('"/api/events"');
  await text.fill("{no JSON");
  await saveWith(page);
  await app.getByText("This is no JSON.").waitFor();
  await picture("polling-5-no-json");
  await text.fill(saved.replace('"requestsPerMinute": 60', '"requestsPerMinute": 30'));
  await saveWith(page);
  await page.getByRole("button", { name: "Save", exact: true }).waitFor({ state: "hidden" });
  await page.reload();
  expect(await text.inputValue()).toContain('"requestsPerMinute": 30');
  await picture("polling-6-json");
}

/** The admin's own save bar. */
async function saveWith(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

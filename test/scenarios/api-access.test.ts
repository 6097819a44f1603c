import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { json, startSource } from "../pipeline/fetch/source-server.ts";
import type { SourceServer } from "../pipeline/fetch/source-server.ts";
import { until } from "../sandbox/processes/until.ts";
import {
  openStage,
  type Shop,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";

const SETTLE_SECONDS = 20;
const ORDER = "#4001";
const BASIC = `Basic ${Buffer.from("ss-key:ss-secret").toString("base64")}`;

let stage: Stage;
let shop: Shop;
let shipStation: SourceServer;

beforeAll(async () => {
  stage = await openStage();
  shop = await stage.openShop("api-access");
  shipStation = await startSource();
  shipStation.answer((request, response) => {
    if (request.headers.authorization !== BASIC) json(response, { Message: "Unauthorized" }, 401);
    else if (request.url?.startsWith("/stores")) json(response, [{ storeId: 1 }]);
    else json(response, { shipments: [SHIPMENT] });
  });
}, START_MILLISECONDS);

afterAll(async () => {
  await stage.close();
  shipStation.close();
});

const SHIPMENT = {
  shipmentId: 1,
  orderNumber: ORDER,
  createDate: "2026-11-20T09:00:00.0000000",
  trackingNumber: "1Z999AA10123456784",
  carrierCode: "ups",
  voided: false,
  shipmentItems: [{ sku: "MUG-BLUE", quantity: 1 }],
};

async function poke(url: string): Promise<void> {
  const body = {
    resource_url: "https://ssapi6.shipstation.com/shipments?batchId=7&includeShipmentItems=False",
    resource_type: "SHIP_NOTIFY",
  };
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

describe("a system whose webhooks only point to data", () => {
  it(
    "is connected, waits for its API access, and ships as soon as that is entered",
    async () => {
      await shop.store.createOrder([{ sku: "MUG-BLUE", quantity: 1 }], ORDER);
      const desk = await shop.openDesk("/sources/new");
      const { page, app } = desk;
      await app
        .getByLabel("System", { exact: true })
        .selectOption({ label: "ShipStation (API v1)" });
      await app.getByLabel("Name", { exact: false }).first().fill("ShipStation");
      await app.getByText("This system does not sign.").waitFor();
      await desk.picture("access-1-connect");
      await app.getByRole("button", { name: "Connect", exact: true }).click();
      const url = await app.getByRole("textbox", { name: "Webhook URL" }).inputValue();
      await app.getByText("One more step").waitFor();
      await desk.picture("access-2-connected");
      await poke(url);

      const needed = app.getByRole("link", { name: "Enter API access" });
      const place = (await needed.getAttribute("href")) ?? "";
      await until("the message to wait for it", SETTLE_SECONDS, async () => {
        await desk.goTo(place);
        await app.getByLabel("Base URL").waitFor();
        const waiting = await app.getByText("1 message waits for this.").count();
        return waiting === 1 ? true : null;
      });
      await desk.picture("access-3-proposed");
      await app.getByLabel("Base URL").fill(shipStation.url);
      await app.getByLabel("API key").fill("ss-key");
      await app.getByLabel("API secret").fill("mistyped");
      await app.getByRole("button", { name: "Try it" }).click();
      await app.getByText("The source refused the credentials").waitFor();
      await desk.picture("access-4-refused");
      await app.getByLabel("API secret").fill("ss-secret");
      await app.getByRole("button", { name: "Try it" }).click();
      await app.getByText("It works").waitFor();
      await desk.picture("access-5-works");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await app.getByLabel("API secret").and(app.getByPlaceholder("Entered.")).waitFor();
      await app.getByText("waits for this").waitFor({ state: "detached" });
      await desk.picture("access-6-saved");

      const made = await until("the order to be fulfilled", SETTLE_SECONDS, async () => {
        const [first] = await shop.store.fulfillments();
        return first ?? null;
      });
      expect(made).toMatchObject({ orderName: ORDER, trackingNumbers: ["1Z999AA10123456784"] });
      await app.getByRole("link", { name: "ShipStation" }).first().click();
      await app.getByRole("link", { name: "Change API access" }).waitFor();
      await desk.picture("access-7-source");
      await app.getByRole("link", { name: "Change the answer" }).click();
      await app.getByText("A fixed text", { exact: true }).click();
      await app.getByLabel("Text", { exact: true }).fill("<Response>Success</Response>");
      await app.getByLabel("Content type").fill("text/xml");
      await desk.picture("access-7b-answer");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("It counts from the next delivery on.").waitFor();
      await desk.goTo("/messages");
      await app.getByRole("cell", { name: "Fetched" }).first().waitFor();
      await desk.picture("access-8-messages");
      await app.getByRole("row").last().getByRole("link").first().click();
      await app.getByRole("heading", { name: "What it points to" }).waitFor();
      await desk.picture("access-8b-message");
      await page.close();
    },
    STORY_MILLISECONDS,
  );

  it(
    "refuses an address inside the network beside its field, and fits a phone",
    async () => {
      const desk = await shop.openDesk("/sources", { width: 390 });
      const { page, app } = desk;
      await app.getByRole("link", { name: "ShipStation" }).first().click();
      await app.getByRole("link", { name: "Change API access" }).click();
      await app.getByLabel("Base URL").fill("https://169.254.169.254");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await app.getByText("This address does not lead to a public host.").waitFor();
      await desk.picture("access-9-narrow");
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

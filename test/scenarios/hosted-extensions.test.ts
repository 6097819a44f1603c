import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PollerDefinition } from "../../app/domain/polling/definition/poller-schema.ts";
import { startGateway } from "../sandbox/oms/gateway.ts";
import { until } from "../sandbox/processes/until.ts";
import type { AppClient } from "../sandbox/stack/app-client.ts";
import { callJson } from "../sandbox/stack/call-json.ts";
import type { OmsAccountClient } from "../sandbox/stack/oms-client.ts";
import { openShopWithOms } from "./shop-with-oms.ts";
import {
  openStage,
  photograph,
  type Shop,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

/** From the webhook to what the customer sees. */
const SHOWN_MILLISECONDS = 5000;
/** The grace period, and the comparison that comes each minute. */
const FLOW_SECONDS = 180;
const ALARM = { timeout: FLOW_SECONDS * 1000 };
const LOST_SECONDS = 30;
const LONG_MILLISECONDS = 600_000;

async function shopWithConnectedOms(name: string) {
  const { shop, oms } = await openShopWithOms(stage, name);
  const app = await shop.install();
  const { sourceId, url, secret } = await app.connectSource({
    name: "OMS",
    preset: "generic-json",
  });
  await oms.connect({ url, secret: secret ?? "", signing: "standard_webhooks" });
  return { shop, oms, app, sourceId };
}

const EVENTS = "/api/events";
const LIST = { kind: "page", limit: 50, pages: { from: "body", path: "$.pages" } } as const;
const BY_TIME = { kind: "updated_since", format: "iso" } as const;
const LISTED = { since: "{since}", page: "{page}", per_page: "{limit}" };

/**
 * A poller whose list tells of held orders alone, so that it cannot heal by
 * itself what a webhook lost. What the source says of its webhooks is read too,
 * and it may be asked about one order.
 */
const POLLER: PollerDefinition = {
  inputs: [{ name: "key", label: "API key", isSecret: true }],
  auth: { kind: "static", headers: { Authorization: "Bearer {input.key}" } },
  feeds: [
    {
      name: "events",
      request: { url: EVENTS, query: { ...LISTED, status: "on_hold" } },
      records: { path: "$.events[*].payload", id: "$.event_id" },
      paging: LIST,
      watermark: { ...BY_TIME, path: "$.occurred_at" },
    },
  ],
  single: {
    feed: "events",
    request: { url: EVENTS, query: { order: "{order_name}" } },
    path: "$.events[*].payload",
  },
  eventLog: {
    request: { url: EVENTS, query: LISTED },
    records: "$.events[*]",
    paging: LIST,
    watermark: { ...BY_TIME, path: "$.occurredAt" },
    lines: {
      ...{ attempts: "$.attempts[*]", event: "$.id", orders: ["$.order_name"] },
      ...{ status: "$.status", at: "$.sentAt", url: "$.url", responseCode: "$.responseCode" },
    },
  },
};

async function setUpPolling(
  app: AppClient,
  { id }: OmsAccountClient,
  sourceId: string,
): Promise<void> {
  const call = { method: "GET", path: `/control/accounts/${id}` } as const;
  const { apiKey } = await callJson<{ apiKey: string }>(stage.omsUrl, call);
  await app.changePolling(sourceId, {
    ...{ action: "save", choice: "json", baseUrl: stage.omsUrl, form: "{}" },
    inputs: JSON.stringify({ key: apiKey }),
    definition: JSON.stringify(POLLER),
  });
  await app.changePolling(sourceId, { action: "on" });
}

/** The shortest time after which a difference is a fault. */
async function setGraceToOneMinute(shop: Shop): Promise<void> {
  const { page, app } = await shop.openDesk("/settings");
  await app.getByLabel("Grace period in minutes", { exact: false }).fill("1");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByLabel("Grace period in minutes", { exact: false }).waitFor();
}

/** The handles that Shopify Flow was told, oldest first. */
async function flowTriggers({ store }: Shop): Promise<readonly string[]> {
  const call = { method: "GET", path: `/_sandbox/shops/${store.shop}/flow` } as const;
  const told = await callJson<{ triggers: { handle: string }[] }>(stage.shopifyUrl, call);
  return told.triggers.map(({ handle }) => handle);
}

async function toldFlow(shop: Shop, handle: string): Promise<void> {
  await until(`Flow to be told ${handle}`, FLOW_SECONDS, async () =>
    (await flowTriggers(shop)).includes(handle) ? true : null,
  );
}

const isOpened = (handle: string) => handle === "discrepancy-opened";

interface Hosted {
  readonly page: Page;
  readonly extension: FrameLocator;
}

async function openHosted(path: string, handle: string, width = 1000): Promise<Hosted> {
  const page = await stage.openPage({ width, height: 1000 });
  await page.goto(path);
  return { page, extension: page.frameLocator(`iframe[data-extension="${handle}"]`) };
}

function customerPage({ ordersUrl }: Shop, query = ""): string {
  return `${ordersUrl.replace(/orders$/, "account/orders/1001")}${query}`;
}

describe("the extensions on the pages of the simulated Shopify", () => {
  it(
    "show the customer the package within five seconds of the webhook, and a guest nothing personal",
    async () => {
      const { shop, oms } = await shopWithConnectedOms("customers-page");
      const { page, extension } = await openHosted(customerPage(shop), "order-status");
      await extension.getByText("We have your order.", { exact: false }).waitFor();
      const shipment = await oms.ship("#1001");
      const shipped = Date.now();
      const number = shipment.packages[0]?.tracking_number ?? "";
      await extension.getByText(number).waitFor();
      expect(Date.now() - shipped).toBeLessThan(SHOWN_MILLISECONDS);
      await photograph(page, "extension-1-order-status");
      const guest = await openHosted(customerPage(shop, "?viewer=guest"), "order-status");
      await guest.extension.getByText("1 package", { exact: false }).waitFor();
      expect(await guest.extension.locator("body").innerText()).not.toContain(number);
    },
    STORY_MILLISECONDS,
  );

  it(
    "tell staff that a webhook was sent and lost; one click heals it, and Flow was told once (S44)",
    async () => {
      const { shop, oms, app, sourceId } = await shopWithConnectedOms("staff-page");
      const gateway = await startGateway(stage.shopifyUrl);
      try {
        await setGraceToOneMinute(shop);
        const { page, extension } = await openHosted(`${shop.ordersUrl}/1001`, "order-block");
        await oms.onOrder("#1001", "process");
        await extension.getByText("Agrees").waitFor();
        gateway.mode = "drop";
        await oms.connect({ gateway: gateway.url });
        await oms.ship("#1001");
        await until("the webhook to be lost", LOST_SECONDS, () =>
          Promise.resolve(gateway.log.length > 0 ? true : null),
        );
        await setUpPolling(app, oms, sourceId);
        await extension.getByText("Delivery: sent, not received").waitFor(ALARM);
        await extension.getByText("Who acts: Whoever runs the network or gateway").waitFor();
        await photograph(page, "extension-2-block");
        await toldFlow(shop, "discrepancy-opened");

        await page.getByRole("button", { name: "Handoff: look again, replay, summary" }).click();
        const action = page.frameLocator('iframe[data-extension="order-action"]');
        await action.getByRole("button", { name: "Look again now" }).click();
        await action.getByText("Looked: Agrees.").waitFor();
        await action.getByText("OMS told something new.").waitFor();
        await photograph(page, "extension-3-action");
        await action.getByRole("button", { name: "Close" }).click();
        await extension.getByText("Agrees").waitFor();
        expect(await shop.store.fulfillments()).toHaveLength(1);
        expect((await flowTriggers(shop)).filter(isOpened)).toHaveLength(1);
      } finally {
        await gateway.close();
      }
    },
    LONG_MILLISECONDS,
  );
});

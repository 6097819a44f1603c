import type { Browser, Page } from "playwright-core";
import { until } from "../sandbox/processes/until.ts";
import { USER_AGENT } from "../scenarios/browser.ts";
import { eventOf, tell } from "../scenarios/tell.ts";
import { SEEDED_HANDLE } from "../seed/seeded-data.ts";
import type { SeededStage } from "../seed/seeded-stage.ts";

const WIDE = 1000;
/** A phone held upright. */
const NARROW = 390;
const HEIGHT = 1200;
const FULFILLED_SECONDS = 60;

interface HostedPage {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly extension: string;
  /** What shows that it has been told. */
  readonly shows: string | RegExp;
}

const ACCOUNT = { path: "account/orders/1001", extension: "order-status" } as const;

const PAGES: readonly HostedPage[] = [
  { ...ACCOUNT, name: "customer-order-status", width: WIDE, shows: "TEST1001" },
  { ...ACCOUNT, name: "customer-order-status-narrow", width: NARROW, shows: "TEST1001" },
  {
    ...ACCOUNT,
    name: "guest-order-status",
    path: "account/orders/1001?viewer=guest",
    width: WIDE,
    shows: "1 package",
  },
  {
    name: "customer-thank-you",
    path: "checkouts/1001/thank-you",
    width: WIDE,
    extension: "thank-you",
    shows: /./,
  },
  {
    name: "staff-order-block",
    path: "orders/1001",
    width: WIDE,
    extension: "order-block",
    shows: "Agrees",
  },
];

/** What customers and staff see on Shopify's own pages of an order that has left. */
export async function tourHosted(
  browser: Browser,
  stage: SeededStage,
  look: (name: string, page: Page) => Promise<void>,
): Promise<void> {
  const { url, secret } = await stage.client.connectSource({
    name: "Second OMS",
    preset: "generic-json",
  });
  await stage.store.createOrder([{ sku: "MUG-BLUE", quantity: 1 }], "#1001");
  await tell({ url, secret: secret ?? "" }, eventOf("#1001", "shipped"));
  await until("the order to be fulfilled", FULFILLED_SECONDS, async () =>
    (await stage.store.fulfillments()).length > 0 ? true : null,
  );
  const page = await browser.newPage({ userAgent: USER_AGENT });
  for (const { name, path, width, extension, shows } of PAGES) {
    await page.setViewportSize({ width, height: HEIGHT });
    await page.goto(`${stage.shopifyUrl}/store/${SEEDED_HANDLE}/${path}`);
    const frame = page.frameLocator(`iframe[data-extension="${extension}"]`);
    await frame.getByText(shows).first().waitFor();
    await look(name, page);
  }
  await page.getByRole("button", { name: "Handoff: look again, replay, summary" }).click();
  const action = page.frameLocator('iframe[data-extension="order-action"]');
  await action.getByRole("button", { name: "Look again now" }).waitFor();
  await look("staff-order-action", page);
  await page.close();
}

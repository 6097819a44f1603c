import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { expect, onTestFailed } from "vitest";
import { ROOT } from "../sandbox/processes/program.ts";
import { type AppClient, installApp } from "../sandbox/stack/app-client.ts";
import { openStore, type StoreClient } from "../sandbox/stack/store-client.ts";
import { findViolations } from "../tour/find-violations.ts";
import { openBrowser, USER_AGENT } from "./browser.ts";
import { sharedTheatre } from "./shared-theatre.ts";

/** The first scenario of a run waits until the theatre stands. */
export const START_MILLISECONDS = 180_000;
export const STORY_MILLISECONDS = 180_000;
/** Others of the same run work on the same cores. */
const LOOK_MILLISECONDS = 60_000;
const WIDE = { width: 1280, height: 1000 };

/** Pictures are for people. */
const PICTURES = path.join(ROOT, "screenshots");

/** The running sandbox, with a browser in front of it. */
export interface Stage {
  readonly shopifyUrl: string;
  readonly omsUrl: string;
  /** A shop that nobody else has; its app is installed when it is first opened. */
  readonly openShop: (name: string) => Promise<Shop>;
  readonly openPage: (size?: Size) => Promise<Page>;
  close(): Promise<void>;
}

export interface Shop {
  readonly handle: string;
  readonly store: StoreClient;
  /** The app in the shop's admin. */
  readonly adminUrl: string;
  /** The shop's orders in the admin. */
  readonly ordersUrl: string;
  /** The app's actions without its screens, for what a scenario only presupposes. */
  install(): Promise<AppClient>;
  /** Opens the app at a place, `/messages`. */
  openDesk(place: string, size?: Partial<Size>): Promise<Desk>;
}

/** What somebody sits at: the admin, and the app in it. */
export interface Desk {
  readonly page: Page;
  readonly app: FrameLocator;
  readonly goTo: (place: string) => Promise<void>;
  /** A picture of the screen once it is still, on which axe finds nothing serious. */
  readonly picture: (name: string) => Promise<void>;
}

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a scenario plays: the sandbox of the whole run, and a browser of its own. */
export async function openStage(): Promise<Stage> {
  mkdirSync(PICTURES, { recursive: true });
  const { shopifyUrl, omsUrl } = await sharedTheatre();
  const browser = await openBrowser();
  return {
    shopifyUrl,
    omsUrl,
    openShop: (name) => openShop({ shopifyUrl, browser }, name),
    openPage: (size) => openPage(browser, size),
    close: () => browser.close(),
  };
}

interface Place {
  readonly shopifyUrl: string;
  readonly browser: Browser;
}

async function openShop({ shopifyUrl, browser }: Place, name: string): Promise<Shop> {
  const handle = `${name}-${randomUUID().slice(0, 8)}`;
  const store = await openStore(shopifyUrl, handle);
  const storeUrl = `${shopifyUrl}/store/${handle}`;
  const adminUrl = `${storeUrl}/apps/handoff`;
  return {
    handle,
    store,
    adminUrl,
    ordersUrl: `${storeUrl}/orders`,
    install: () => installApp({ shopifyUrl, handle }),
    async openDesk(place, size) {
      const desk = deskAt(await openPage(browser, { ...WIDE, ...size }), adminUrl);
      onTestFailed(() => sayWhatIsShown(desk));
      await desk.goTo(place);
      return desk;
    },
  };
}

/** A page of the admin or of the OMS. */
export async function openPage(browser: Browser, size: Size = WIDE): Promise<Page> {
  const page = await browser.newPage({ userAgent: USER_AGENT, viewport: size });
  page.setDefaultTimeout(LOOK_MILLISECONDS);
  return page;
}

function deskAt(page: Page, adminUrl: string): Desk {
  return {
    page,
    app: page.frameLocator("iframe[data-app]"),
    async goTo(place) {
      await page.goto(`${adminUrl}${place}`);
    },
    async picture(name) {
      await stillness(page);
      await photograph(page, name);
      expect(await findViolations(page), name).toEqual([]);
    },
  };
}

/** For whoever reads the report of a test that failed. */
async function sayWhatIsShown({ page, app }: Desk): Promise<void> {
  if (page.isClosed()) return;
  const text = await app.locator("body").innerText();
  process.stderr.write(`\nshown at ${page.url()}:\n${text}\n`);
}

/** A picture for people of any page; nothing is read from it. */
export async function photograph(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
}

/** Until lists are loaded, and nothing fades in or out any more. */
async function stillness(page: Page): Promise<void> {
  const app = page.frameLocator("iframe[data-app]");
  await app.locator("[class*=LoadingPanel]").first().waitFor({ state: "hidden" });
  await app.locator("body").evaluate(async ({ ownerDocument }) => {
    const passing = ownerDocument
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(passing.map((each) => each.finished.catch(() => null)));
  });
}

import type { Browser, Page } from "playwright-core";
import { USER_AGENT } from "../scenarios/browser.ts";
import type { Place } from "./places.ts";

const HEIGHT = 1600;
const PATIENCE_MILLISECONDS = 30_000;

/** Pages wait until they are still; meanwhile there is time for others. */
const PAGES_AT_ONCE = 3;

/** Opens each place in the sandbox's admin, some at once, and has somebody look at it once it is still. */
export async function tour(
  browser: Browser,
  places: readonly Place[],
  look: (place: Place, page: Page) => Promise<void>,
): Promise<void> {
  const left = places.values();
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, () => visit(browser, left, look)));
}

async function visit(
  browser: Browser,
  places: Iterable<Place>,
  look: (place: Place, page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage({ userAgent: USER_AGENT });
  page.setDefaultTimeout(PATIENCE_MILLISECONDS);
  for (const place of places) {
    await page.setViewportSize({ width: place.width, height: HEIGHT });
    await page.goto(place.url);
    await page.frameLocator("iframe[data-app]").locator("h1").first().waitFor();
    await stillness(page);
    await look(place, page);
  }
  await page.close();
}

const STILL_MILLISECONDS = 4_000;

/** Until nothing is fetched any more; a screen that refreshes itself is looked at as it is after a while. */
export async function stillness(page: Page): Promise<void> {
  await page
    .waitForLoadState("networkidle", { timeout: STILL_MILLISECONDS })
    .catch(() => undefined);
}

import type { Browser } from "playwright-core";
import { USER_AGENT } from "../../scenarios/browser.ts";
import { stillness } from "../../tour/tour.ts";
import { type Spread, spreadOf } from "./figures.ts";
import { observeVitals, readVitals, type Vitals } from "./observe-vitals.ts";
import type { Visit } from "./visits.ts";

/** What persons felt of one screen. */
export interface ScreenVitals {
  readonly screen: string;
  readonly lcp: Spread;
  readonly cls: Spread;
  /** Null where nothing was there to act on. */
  readonly inp: Spread | null;
}

const VIEWPORT = { width: 1280, height: 900 };
const PATIENCE_MILLISECONDS = 30_000;

/** Visits each screen so many times, each time with an empty cache. */
export async function measureVitals(
  { browser, adminUrl }: { readonly browser: Browser; readonly adminUrl: string },
  visits: readonly Visit[],
  times: number,
): Promise<readonly ScreenVitals[]> {
  const measured: ScreenVitals[] = [];
  for (const visit of visits) {
    const all: Vitals[] = [];
    for (let time = 0; time < times; time += 1) all.push(await once(browser, adminUrl, visit));
    const inps = all.flatMap(({ inp }) => (inp === null ? [] : [inp]));
    measured.push({
      screen: visit.screen,
      lcp: spreadOf(all.map(({ lcp }) => lcp)),
      cls: spreadOf(all.map(({ cls }) => cls)),
      inp: inps.length === 0 ? null : spreadOf(inps),
    });
  }
  return measured;
}

async function once(browser: Browser, adminUrl: string, visit: Visit): Promise<Vitals> {
  const context = await browser.newContext({ userAgent: USER_AGENT, viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLISECONDS);
    await observeVitals(page);
    await page.goto(`${adminUrl}${visit.path}`);
    const app = page.frameLocator("iframe[data-app]");
    await app.locator("h1").first().waitFor();
    await stillness(page);
    const { lcp } = await readVitals(page);
    await visit.act(app, page);
    return { ...(await readVitals(page)), lcp };
  } finally {
    await context.close();
  }
}

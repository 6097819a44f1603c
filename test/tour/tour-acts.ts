import type { Browser, Page } from "playwright-core";
import { USER_AGENT } from "../scenarios/browser.ts";
import type { SeededStage } from "../seed/seeded-stage.ts";
import { ACTS } from "./acts.ts";
import { stillness } from "./tour.ts";

const SIZE = { width: 1280, height: 1600 };
/** A backtest waits for the worker. */
const PATIENCE_MILLISECONDS = 90_000;

/** Plays each act in the sandbox's admin, and has somebody look at what it led to. */
export async function tourActs(
  browser: Browser,
  stage: SeededStage,
  look: (name: string, page: Page) => Promise<void>,
): Promise<void> {
  const { rows } = await stage.owner.query<{ id: string }>(
    "SELECT id FROM source WHERE shop_id = $1 AND name = 'Main OMS'",
    [stage.shopId],
  );
  const sourceId = rows[0]?.id ?? "";
  for (const { name, path, isInEmptyShop, play } of ACTS) {
    // What one act left unsaved does not hold up the next.
    const page = await browser.newPage({ userAgent: USER_AGENT, viewport: SIZE });
    page.setDefaultTimeout(PATIENCE_MILLISECONDS);
    const sight = { page, app: page.frameLocator("iframe[data-app]"), stage, sourceId };
    const base = isInEmptyShop === true ? stage.emptyAdminUrl : stage.adminUrl;
    await page.goto(`${base}${path(sight)}`);
    await sight.app.locator("h1").first().waitFor();
    await stillness(page);
    await play(sight);
    await stillness(page);
    await look(name, page);
    await page.close();
  }
}

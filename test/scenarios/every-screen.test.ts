import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { en } from "../../app/screens/i18n/en/index.ts";
import { type SeededStage, startSeededStage } from "../seed/seeded-stage.ts";
import { findViolations } from "../tour/find-violations.ts";
import { placesOf, type TourState } from "../tour/places.ts";
import { tour } from "../tour/tour.ts";
import { openBrowser } from "./browser.ts";

const START_MILLISECONDS = 180_000;
const TOUR_MILLISECONDS = 240_000;
const SIZE = { messages: 1500, orders: 300 };

let stage: SeededStage;
let browser: Browser;

beforeAll(async () => {
  stage = await startSeededStage({
    ...SIZE,
    keeps: "nothing",
    role: "web",
    say: () => undefined,
  });
  browser = await openBrowser();
}, START_MILLISECONDS);

afterAll(async () => {
  await browser.close();
  await stage.close();
}, START_MILLISECONDS);

/** A phone held upright. */
const NARROW = { width: 390, height: 1600 };

describe("every screen of a store with a history", () => {
  it.each<TourState>(["filled", "german", "empty", "error"])(
    "has nothing serious against accessibility, no bare key of a text, and never scrolls sideways, wide or narrowed: %s",
    async (state) => {
      const wrong: unknown[] = [];
      await tour(browser, await placesOf(stage, [state]), async ({ name }, page) => {
        wrong.push(...(await wrongOn(page)).map((each) => ({ name, ...each })));
        if (state === "german") return;
        await page.setViewportSize(NARROW);
        wrong.push(...(await wrongOn(page)).map((each) => ({ name, narrow: true, ...each })));
      });
      expect(wrong).toEqual([]);
    },
    TOUR_MILLISECONDS,
  );
});

/** What is wrong with the screen that is open, at the width that the page has. */
async function wrongOn(page: Page): Promise<readonly object[]> {
  const frame = page.frames().find((each) => each.parentFrame() !== null);
  // Charts take on another width in the frame after the one that has it.
  await frame?.evaluate(
    "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))",
  );
  const tooWide = await frame?.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  const text = (await frame?.locator("body").innerText()) ?? "";
  return [
    ...(await findViolations(page)),
    ...((tooWide ?? 0) > 1 ? [{ tooWide }] : []),
    ...bareKeys(text).map((key) => ({ key })),
  ];
}

/** Names of texts, such as `orders.detail.steps`, which stand where a text is missing. */
function bareKeys(text: string): readonly string[] {
  const areas = Object.keys(en).join("|");
  const key = new RegExp(`(?<![\\w./-])(?:${areas})(?:\\.[A-Za-z_]+)+(?![\\w/])`, "g");
  return [...text.matchAll(key)].map(([found]) => found);
}

import type { Browser } from "playwright-core";
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

describe("every screen of a store with a history", () => {
  it.each<TourState>(["filled", "narrow", "german", "empty", "error"])(
    "has nothing serious against accessibility, no bare key of a text, and never scrolls sideways: %s",
    async (state) => {
      const wrong: unknown[] = [];
      await tour(browser, await placesOf(stage, [state]), async ({ name }, page) => {
        for (const violation of await findViolations(page)) wrong.push({ name, ...violation });
        const frame = page.frames().find((each) => each.parentFrame() !== null);
        const tooWide = await frame?.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        if ((tooWide ?? 0) > 1) wrong.push({ name, tooWide });
        for (const key of bareKeys((await frame?.locator("body").innerText()) ?? "")) {
          wrong.push({ name, key });
        }
      });
      expect(wrong).toEqual([]);
    },
    TOUR_MILLISECONDS,
  );
});

/** Names of texts, such as `orders.detail.steps`, which stand where a text is missing. */
function bareKeys(text: string): readonly string[] {
  const areas = Object.keys(en).join("|");
  const key = new RegExp(`(?<![\\w./-])(?:${areas})(?:\\.[A-Za-z_]+)+(?![\\w/])`, "g");
  return [...text.matchAll(key)].map(([found]) => found);
}

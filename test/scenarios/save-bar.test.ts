import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hand, handOf, HANDS } from "./hand.ts";
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

/** A screen with something to save, and one thing that a person may change on it. */
interface Editing {
  readonly name: string;
  /** Where one comes from, and the link that leads on. */
  readonly from: (sourceId: string) => string;
  readonly way: (desk: Desk) => Locator;
  readonly field: (desk: Desk) => Locator;
  readonly change: (field: Locator, hand: Hand) => Promise<void>;
  /** What the field says before and after. */
  readonly says: readonly [string, string];
}

const EDITINGS: readonly Editing[] = [
  {
    name: "the mapping editor",
    from: (sourceId) => `/sources/${sourceId}`,
    way: ({ app }) => app.getByRole("link", { name: "Edit mapping" }),
    field: ({ app }) => app.getByLabel("Time zone of times that name none"),
    change: (field, hand) => hand.type(field, "Europe/Berlin"),
    says: ["", "Europe/Berlin"],
  },
  {
    name: "the policies of a source",
    from: () => "/sources",
    way: ({ app }) => app.getByRole("link", { name: "Main OMS" }).first(),
    field: ({ app }) => app.getByLabel("Shipped", { exact: true }),
    change: (field, hand) => hand.option(field, "Never"),
    says: ["always", "never"],
  },
  {
    name: "the settings",
    from: () => "/orders",
    way: ({ page }) => page.locator("[data-app-navigation] a", { hasText: "Settings" }),
    field: ({ app }) => app.getByLabel("Keep for", { exact: true }),
    change: (field, hand) => hand.type(field, "20"),
    says: ["", "20"],
  },
];

const CASES = EDITINGS.flatMap((editing) =>
  HANDS.map((hand) => [editing.name, hand, editing] as const),
);

/** Answers the admin's question whether to leave. */
async function answer({ page }: Desk, hand: Hand, choice: "Stay" | "Leave page"): Promise<void> {
  const question = page.getByRole("dialog");
  await question.getByText("Leave page with unsaved changes?").waitFor();
  await hand.press(question.getByRole("button", { name: choice }));
  await question.waitFor({ state: "detached" });
}

/** The screen in a shop of its own, come to by its link. */
async function open({ from, way }: Editing, hand: (typeof HANDS)[number]) {
  const shop = await stage.openShop("save-bar");
  const client = await shop.install();
  const { sourceId } = await client.connectSource({ name: "Main OMS", preset: "generic-json" });
  const desk = await shop.openDesk(from(sourceId));
  await handOf(hand, desk).press(way(desk));
  return desk;
}

describe("what is not saved yet", () => {
  it.each(CASES)(
    "is not lost by leaving %s without a question: by %s alone",
    async (_name, way, editing) => {
      const desk = await open(editing, way);
      const { page, app } = desk;
      const hand = handOf(way, desk);
      const [before, after] = editing.says;
      const field = editing.field(desk);
      const bar = page.getByText("Unsaved changes");
      await field.waitFor();
      expect(await field.inputValue()).toBe(before);
      await editing.change(field, hand);
      await bar.waitFor();

      const elsewhere = page.locator("[data-app-navigation] a", { hasText: "Alerts" });
      await hand.press(elsewhere);
      await answer(desk, hand, "Stay");
      expect(await field.inputValue()).toBe(after);
      await page.goBack();
      await answer(desk, hand, "Stay");
      expect(await field.inputValue()).toBe(after);

      const place = page.url();
      await hand.press(elsewhere);
      await answer(desk, hand, "Leave page");
      await app.getByRole("heading", { name: "Alerts", level: 1 }).waitFor();
      await bar.waitFor({ state: "hidden" });
      await page.goto(place);
      await field.waitFor();
      expect(await field.inputValue()).toBe(before);
      await page.close();
    },
    STORY_MILLISECONDS,
  );

  it.each(CASES)(
    "is given up or saved with the bar over %s, and saving is announced: by %s alone",
    async (_name, way, editing) => {
      const desk = await open(editing, way);
      const { page } = desk;
      const hand = handOf(way, desk);
      const [before, after] = editing.says;
      const field = editing.field(desk);
      const bar = page.getByText("Unsaved changes");
      const press = (name: string) => hand.press(page.getByRole("button", { name, exact: true }));
      await field.waitFor();
      await editing.change(field, hand);
      await press("Discard");
      await bar.waitFor({ state: "hidden" });
      expect(await field.inputValue()).toBe(before);

      await editing.change(field, hand);
      await press("Save");
      await page.getByRole("status").filter({ hasText: /saved/i }).waitFor();
      await bar.waitFor({ state: "hidden" });
      await page.reload();
      await field.waitFor();
      expect(await field.inputValue()).toBe(after);
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

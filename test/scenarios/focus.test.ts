import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectFocus, PATIENCE } from "./expect-focus.ts";
import { handOf } from "./hand.ts";
import {
  type Desk,
  openStage,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";
import { eventOf, tell } from "./tell.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

async function openSource() {
  const shop = await stage.openShop("focus");
  const client = await shop.install();
  const source = await client.connectSource({ name: "Main OMS", preset: "generic-json" });
  return { shop, source, place: `/sources/${source.sourceId}` };
}

/** Opens a dialog by keyboard, and closes it without an answer. */
async function lookAndLeave({ page, app }: Desk, opener: Locator): Promise<void> {
  await handOf("keyboard", { page, app }).press(opener);
  await app.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await app.getByRole("dialog").waitFor({ state: "detached" });
  await expectFocus(opener);
}

describe("S38: somebody who works by keyboard", () => {
  it(
    "is back where a dialog was opened once it is closed",
    async () => {
      const { shop, place } = await openSource();
      const desk = await shop.openDesk(place);
      const { app } = desk;
      for (const name of ["Rotate secret", "Pause", "Remove source"]) {
        await lookAndLeave(desk, app.getByRole("button", { name }).first());
      }
      await desk.goTo(`${place}/statuses`);
      await lookAndLeave(desk, app.getByRole("button", { name: "Add a status" }));
      await desk.page.close();
    },
    STORY_MILLISECONDS,
  );

  it(
    "goes on beside the button whose question was answered, while the button waits",
    async () => {
      const { shop, place } = await openSource();
      const desk = await shop.openDesk(place);
      const { page, app } = desk;
      const hand = handOf("keyboard", desk);
      const card = app.locator(".Polaris-ShadowBevel", { hasText: "Signing secrets" }).last();
      await hand.press(card.getByRole("button", { name: "Rotate secret" }));
      const question = app.getByRole("dialog");
      await hand.press(question.getByRole("button", { name: "Rotate secret" }));
      await app.getByRole("textbox", { name: "New signing secret" }).waitFor();
      await page.keyboard.press("Tab");
      await expect
        .poll(() => card.evaluate((one) => one.contains(one.ownerDocument.activeElement)), PATIENCE)
        .toBe(true);
      await page.close();
    },
    STORY_MILLISECONDS,
  );

  it(
    "is back at the button of a menu once something was chosen from it",
    async () => {
      const { shop, place } = await openSource();
      const desk = await shop.openDesk(`${place}/statuses`);
      const { app } = desk;
      const hand = handOf("keyboard", desk);
      await hand.press(app.getByRole("button", { name: "returned: Returned" }));
      await hand.entry(app.getByRole("menuitem", { name: /^Delivered/ }));
      await expectFocus(app.getByRole("button", { name: "returned: Delivered" }));
      await desk.page.close();
    },
    STORY_MILLISECONDS,
  );

  it(
    "begins a new screen at its heading, and stays where the screen only shows other things",
    async () => {
      const { shop, source } = await openSource();
      expect(await tell(source, eventOf("#1001", "processing"))).toBe(true);
      const desk = await shop.openDesk("/messages");
      const { page, app } = desk;
      const hand = handOf("keyboard", desk);
      await hand.press(app.getByRole("link", { name: "evt-1001-processing" }));
      await expectFocus(app.getByRole("heading", { name: "evt-1001-processing", level: 1 }));
      await page.goBack();
      await expectFocus(app.getByRole("heading", { name: "Messages", level: 1 }));
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startEventReceiver } from "../pipeline/outgoing/event-receiver.ts";
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

/** What the admin's bar and the browser's history call the screen. */
function titleOf({ app }: Desk): Promise<string> {
  return app.locator("body").evaluate(({ ownerDocument }) => ownerDocument.title);
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
      await expect.poll(() => titleOf(desk), PATIENCE).toBe("evt-1001-processing");
      await page.goBack();
      await expectFocus(app.getByRole("heading", { name: "Messages", level: 1 }));
      await page.close();
    },
    STORY_MILLISECONDS,
  );

  it(
    "S85: adds a subscriber, sees its secret once, and what became of each event",
    async () => {
      const portal = await startEventReceiver();
      onTestFinished(() => {
        portal.close();
      });
      const shop = await stage.openShop("subscribers");
      const desk = await shop.openDesk("/settings/subscribers");
      const { page, app } = desk;
      const hand = handOf("keyboard", desk);
      const address = app.getByLabel("Address", { exact: true });
      const save = page.getByRole("button", { name: "Save", exact: true });
      await hand.press(app.getByRole("link", { name: "Add subscriber" }));
      await hand.type(app.getByRole("textbox", { name: "Name" }), "Customer portal");
      await hand.type(address, "https://10.0.0.7/events");
      await hand.press(save);
      await app.getByText("This address does not lead to a public host.").waitFor();
      await hand.type(address, portal.url);
      await hand.press(save);
      const secret = app.getByRole("textbox", { name: "Signing secret" });
      await secret.waitFor();
      expect(await secret.inputValue()).toMatch(/^whsec_/);
      await desk.picture("subscribers-1-added");

      await hand.press(app.getByRole("link", { name: "To the subscriber" }));
      portal.answer(410);
      await hand.press(app.getByRole("button", { name: "Send a test event" }));
      await app.getByRole("cell", { name: "Failed" }).waitFor();
      await hand.press(app.getByRole("button", { name: "Send again", exact: true }));
      await app.getByRole("cell", { name: "Delivered" }).waitFor();
      expect(portal.received).toHaveLength(2);
      const steps = app.getByRole("button", { name: "Steps" });
      await hand.press(steps);
      await app.getByText("Asked for again").waitFor();
      await desk.picture("subscribers-2-steps");
      await page.keyboard.press("Escape");
      await expectFocus(steps);
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

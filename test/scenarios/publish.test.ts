import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MappingContent } from "../../app/domain/backtest/read-both.ts";
import type { Mapping } from "../../app/domain/mapping/mapping.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { type Hand, handOf, HANDS } from "./hand.ts";
import {
  type Desk,
  openStage,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";
import { eventOf, tell } from "./tell.ts";

const ORDERS = ["#4001", "#4002", "#4003"];
/** More than a few slices, and no more than an endpoint takes at once. */
const MANY = 900;
const AT_ONCE = 30;

const LIVE: MappingContent = { mapping: genericJson.mapping, statusMap: genericJson.statusMap };
const { shipped: _shipped, ...WITHOUT_SHIPPED } = LIVE.statusMap;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

/** Puts a mapping into the editor as a file, saves it as the draft, and goes on to its test. */
async function importDraft(
  desk: Desk,
  hand: Hand,
  { sourceId, content }: { readonly sourceId: string; readonly content: MappingContent },
): Promise<void> {
  const { page, app } = desk;
  await desk.goTo(`/sources/${sourceId}/mapping`);
  const chooser = page.waitForEvent("filechooser");
  await hand.press(app.getByRole("button", { name: "Import", exact: true }));
  const buffer = Buffer.from(JSON.stringify(content));
  await (await chooser).setFiles({ name: "draft.json", mimeType: "application/json", buffer });
  await hand.press(page.getByRole("button", { name: "Save", exact: true }));
  await app.getByText("Draft, saved by").waitFor();
  await hand.press(app.getByRole("link", { name: "Test and publish" }));
}

/** A draft that ships nothing any more is seen through by its backtest, and refused. */
async function seeRegressions({ app, picture }: Desk, hand: Hand): Promise<void> {
  const publish = app.getByRole("button", { name: "Publish" });
  await app.getByText("Not tested yet").waitFor();
  expect(await publish.isDisabled()).toBe(true);
  await picture("publish-1-not-tested");

  await hand.press(app.getByRole("button", { name: "Run backtest" }));
  await app.getByText("Makes something worse").waitFor();
  await app.getByText("3 messages of 3 orders").waitFor();
  await app.getByText("3 with what is live, 0 with the draft").waitFor();
  for (const order of ORDERS) await app.getByRole("link", { name: order }).waitFor();
  expect(await publish.isDisabled()).toBe(true);
  await picture("publish-2-regressions");
  await hand.check(
    app.getByRole("checkbox", { name: "I accept for 3 orders: Would no longer ship" }),
  );
  expect(await publish.isDisabled()).toBe(true);
}

/** From version 2 back to what version 1 said. */
async function rollBack({ page, app, picture }: Desk, hand: Hand): Promise<void> {
  await hand.check(app.getByRole("checkbox", { name: "Compare Version 1" }));
  await hand.check(app.getByRole("checkbox", { name: "Compare Version 2" }));
  await app.getByText("From Version 1 to Version 2").waitFor();
  await picture("publish-5-compared");

  await hand.press(app.getByRole("link", { name: "Roll back" }));
  await hand.press(app.getByRole("button", { name: "Run backtest" }));
  await app.getByText("Ready to publish").waitFor();
  await picture("publish-6-roll-back");
  await hand.press(app.getByRole("button", { name: "Roll back" }));
  await app.getByText("Version 3 is live").waitFor();
  await app.getByText("Same as version 1").waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await picture("publish-7-narrow");
}

/** The check reads nine hundred messages, behind whatever else the sandbox does. */
const CHECK_MILLISECONDS = 90_000;

/** What is interpreted after the status is mapped is not stuck any more. */
async function untilAllAreStuck({ app, goTo }: Desk, sourceId: string): Promise<void> {
  const look = async (): Promise<number> => {
    await goTo(`/sources/${sourceId}/statuses`);
    return await app.getByText(`${String(MANY)} stopped`).count();
  };
  await expect.poll(look, { timeout: CHECK_MILLISECONDS, interval: 1000 }).toBeGreaterThan(0);
}

/** Chooses every stuck message of the source, and has a replay of them checked. */
async function chooseAll({ app, picture }: Desk, hand: Hand): Promise<void> {
  await app.getByRole("row").nth(5).waitFor();
  await hand.check(app.getByRole("checkbox", { name: /Select all/ }).first());
  await hand.press(app.getByRole("button", { name: /Select all 25\+/ }));
  await picture("replay-1-selected");
  await hand.press(app.getByRole("button", { name: "Replay…" }));
  await app
    .getByText(`${String(MANY)} of ${String(MANY)} (100%)`)
    .waitFor({ timeout: CHECK_MILLISECONDS });
  await app
    .getByText(`At most ${String(MANY)} mails`)
    .first()
    .waitFor();
  await picture("replay-2-what-changes");
}

describe("a mapping is changed", () => {
  it.each(HANDS)(
    "S38: a backtest shows what gets worse, publishing is refused, the draft is mended and published, and rolled back: by %s alone",
    async (way) => {
      const shop = await stage.openShop("publish");
      const client = await shop.install();
      const source = await client.connectSource({ name: "Careful OMS", preset: "generic-json" });
      const { sourceId } = source;
      for (const order of ORDERS) {
        await shop.store.createOrder([{ sku: "MUG-BLUE", quantity: 1 }], order);
        expect(await tell(source, eventOf(order, "shipped"))).toBe(true);
      }
      const desk = await shop.openDesk(`/sources/${sourceId}`);
      const { page, app } = desk;
      const hand = handOf(way, desk);
      const worse = { ...LIVE, statusMap: WITHOUT_SHIPPED };
      await importDraft(desk, hand, { sourceId, content: worse });
      await seeRegressions(desk, hand);

      const mended = { ...LIVE, statusMap: { ...LIVE.statusMap, dispatched: "shipped" } } as const;
      const mapping: Mapping = { ...mended.mapping, rules: [{ require: ["tracking_number"] }] };
      await importDraft(desk, hand, { sourceId, content: { ...mended, mapping } });
      await hand.press(app.getByRole("button", { name: "Run backtest" }));
      await app.getByText("Every order comes out as before.").waitFor();
      await desk.picture("publish-3-ready");
      await hand.press(app.getByRole("button", { name: "Publish" }));
      await app.getByText("Version 2 is live").waitFor();
      await desk.picture("publish-4-versions");
      await rollBack(desk, hand);
      await page.close();
    },
    STORY_MILLISECONDS,
  );

  it.each(HANDS)(
    "S38 S81: many messages are replayed after a look at whom it mails, and the replay is cancelled half way: by %s alone",
    async (way) => {
      const shop = await stage.openShop("busy");
      const client = await shop.install();
      const source = await client.connectSource({ name: "Busy OMS", preset: "generic-json" });
      const events = Array.from({ length: MANY }, (_, n) => eventOf(`#B${String(n)}`, "gone"));
      for (let n = 0; n < MANY; n += AT_ONCE) {
        const sent = events.slice(n, n + AT_ONCE).map((event) => tell(source, event));
        expect(await Promise.all(sent)).not.toContain(false);
      }
      const desk = await shop.openDesk(`/sources/${source.sourceId}`);
      const { page, app } = desk;
      const hand = handOf(way, desk);
      await untilAllAreStuck(desk, source.sourceId);
      const content = { ...LIVE, statusMap: { ...LIVE.statusMap, gone: "shipped" } } as const;
      await importDraft(desk, hand, { sourceId: source.sourceId, content });
      await hand.press(app.getByRole("button", { name: "Publish" }));
      await app.getByText("Version 2 is live").waitFor();

      await desk.goTo(`/messages?source=${source.sourceId}&state=quarantined`);
      await chooseAll(desk, hand);
      const start = app.getByRole("button", { name: `Replay ${String(MANY)} messages` });
      expect(await start.isDisabled()).toBe(true);
      await hand.check(app.getByRole("radio", { name: "Of nothing that happened so far" }));
      await hand.press(start);
      await app.getByText("Running").waitFor();
      await hand.press(app.getByRole("button", { name: "Cancel" }));
      await app.getByText("Cancelled").first().waitFor();
      await desk.picture("replay-3-cancelled");
      const counts = await app.getByText(/\d+ of 900/).innerText();
      expect(Number(/^\d+/.exec(counts)?.[0])).toBeLessThan(MANY);
      await page.reload();
      await app.getByText("Cancelled").first().waitFor();
      await page.close();
    },
    STORY_MILLISECONDS,
  );
});

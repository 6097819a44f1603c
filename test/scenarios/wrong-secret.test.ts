import { afterAll, beforeAll, expect, it } from "vitest";
import { until } from "../sandbox/processes/until.ts";
import type { ConnectedSource } from "../sandbox/stack/app-client.ts";
import { openStage, START_MILLISECONDS, type Stage, STORY_MILLISECONDS } from "./stage.ts";
import { eventOf, tell } from "./tell.ts";

const SETTLE_SECONDS = 30;
/** What the OMS really signs with; the source was connected with another one. */
const REAL_SECRET = "whsec_dGhlLXJlYWwtc2VjcmV0LW9mLXRoZS1vbXMtMTIzNDU=";
const MUG = [{ sku: "MUG-BLUE", quantity: 1 }];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

/** The OMS ships an order, signed with its own secret. */
function ship(source: ConnectedSource, order: string): Promise<boolean> {
  return tell({ ...source, secret: REAL_SECRET }, eventOf(order, "shipped"));
}

it(
  "H11: a secret that was pasted wrongly is mended, and what was refused meanwhile ships",
  async () => {
    const orders = ["#4001", "#4002"];
    const shop = await stage.openShop("wrong-secret");
    for (const order of orders) await shop.store.createOrder(MUG, order);
    const client = await shop.install();
    const source = await client.connectSource({ name: "Main OMS", preset: "generic-json" });
    for (const order of orders) expect(await ship(source, order)).toBe(false);

    const desk = await shop.openDesk(`/sources/${source.sourceId}`, { height: 1600 });
    const { app } = desk;
    await app.getByText("Signature does not match").first().waitFor();
    await app.getByRole("button", { name: "Enter a secret of your system" }).click();
    await app.getByLabel("Secret of your system").fill("short");
    await app.getByRole("button", { name: "Save secret" }).click();
    await app.getByText("it is too short or has the wrong format").first().waitFor();
    await desk.picture("wrong-secret-refused");

    await app.getByLabel("Secret of your system").fill(REAL_SECRET);
    await app.getByRole("button", { name: "Save secret" }).click();
    await app.getByText("Every delivery so far was signed correctly").waitFor();
    await desk.picture("wrong-secret-mended");

    const shipped = await until("both orders to be fulfilled", SETTLE_SECONDS, async () => {
      const made = (await shop.store.fulfillments()).map(({ orderName }) => orderName).sort();
      return made.length === orders.length ? made : null;
    });
    expect(shipped).toEqual(orders);
  },
  STORY_MILLISECONDS,
);

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../sandbox/processes/until.ts";
import { connectSource } from "./connect-source.ts";
import { type Hand, handOf, HANDS } from "./hand.ts";
import type { Target } from "./senders.ts";
import {
  type Desk,
  openStage,
  START_MILLISECONDS,
  type Stage,
  STORY_MILLISECONDS,
} from "./stage.ts";
import { eventOf, tell } from "./tell.ts";

const SETTLE_SECONDS = 60;
const PAUSE_MILLISECONDS = 40;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, START_MILLISECONDS);

afterAll(() => stage.close());

/** From the setup guide to a connected source, with the preset that the form proposes. */
async function onboard(desk: Desk, hand: Hand): Promise<Target> {
  const { app } = desk;
  await hand.press(app.getByRole("link", { name: "Connect a source" }).first());
  const target = await connectSource(desk, { name: "Main OMS", hand });
  await hand.press(app.getByRole("button", { name: "Send a test event" }));
  await app.getByText("We received your test event").waitFor();
  return target;
}

/** What was sent, and what was answered, while somebody turns the key. */
interface Traffic {
  readonly sent: () => number;
  readonly refused: () => number;
  /** Signs with another secret from now on. */
  signWith(secret: string): void;
  stop(): Promise<void>;
}

function startTraffic(target: Target, order: string): Traffic {
  let { secret } = target;
  let [sent, refused, isOn] = [0, 0, true];
  const run = async (): Promise<void> => {
    while (isOn) {
      sent += 1;
      const id = `evt-${order.slice(1)}-${String(sent)}`;
      const status = sent === 1 ? "shipped" : "in_transit";
      const isTaken = await tell({ ...target, secret }, eventOf(order, status, id));
      if (!isTaken) refused += 1;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS)); // an OMS is no flood
    }
  };
  const running = run();
  return {
    sent: () => sent,
    refused: () => refused,
    signWith(next) {
      secret = next;
    },
    async stop() {
      isOn = false;
      await running;
    },
  };
}

/** Rotates on the source's screen; answers the new secret, which is shown once. */
async function rotate({ app }: Desk, hand: Hand): Promise<string> {
  await hand.press(app.getByRole("link", { name: "Main OMS" }).first());
  await hand.press(app.getByRole("button", { name: "Rotate secret" }).first());
  const question = app.getByRole("dialog");
  await hand.press(question.getByRole("button", { name: "Rotate secret" }));
  const fresh = app.getByRole("textbox", { name: "New signing secret" });
  await fresh.waitFor();
  return await fresh.inputValue();
}

describe("a secret that is rotated while the OMS goes on sending", () => {
  it.each(HANDS)(
    "S38: refuses nothing, before, during and after: by %s alone, from the first opening of the app",
    async (way) => {
      const shop = await stage.openShop("rotates");
      const desk = await shop.openDesk("");
      const hand = handOf(way, desk);
      const order = await shop.store.createOrder([{ sku: "MUG-BLUE", quantity: 1 }]);
      const target = await onboard(desk, hand);
      const traffic = startTraffic(target, order);
      await desk.goTo("/sources");

      const fresh = await rotate(desk, hand);
      expect(fresh).not.toBe(target.secret);
      const before = traffic.sent();
      await until("the old secret to go on counting", SETTLE_SECONDS, () =>
        Promise.resolve(traffic.sent() > before + 5 ? true : null),
      );
      traffic.signWith(fresh);
      const changed = traffic.sent();
      await until("the new secret to be used", SETTLE_SECONDS, () =>
        Promise.resolve(traffic.sent() > changed + 5 ? true : null),
      );
      await traffic.stop();

      expect(traffic.refused()).toBe(0);
      await until("the order to be fulfilled once", SETTLE_SECONDS, async () =>
        (await shop.store.fulfillments()).length === 1 ? true : null,
      );
      await desk.page.close();
    },
    STORY_MILLISECONDS,
  );
});

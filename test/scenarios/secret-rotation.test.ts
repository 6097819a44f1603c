import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../sandbox/processes/until.ts";
import { openStore, type StoreClient } from "../sandbox/stack/store-client.ts";
import { startTheatre, type Theatre } from "../sandbox/stories/theatre.ts";
import { openBrowser, USER_AGENT } from "./browser.ts";
import { type Hand, keyboard, mouse } from "./mapping/hand.ts";
import { post, signAsStandard, type Target } from "./senders.ts";

const START_MILLISECONDS = 120_000;
const STORY_MILLISECONDS = 120_000;
const LOOK_MILLISECONDS = 20_000;
const SETTLE_SECONDS = 60;
const PAUSE_MILLISECONDS = 40;

let theatre: Theatre;
let browser: Browser;

beforeAll(async () => {
  theatre = await startTheatre(() => undefined);
  browser = await openBrowser();
}, START_MILLISECONDS);

afterAll(async () => {
  await browser.close();
  await theatre.close();
}, START_MILLISECONDS);

interface Desk {
  readonly page: Page;
  readonly app: FrameLocator;
  readonly store: StoreClient;
}

async function openDesk(handle: string): Promise<Desk> {
  const store = await openStore(theatre.shopifyUrl, handle);
  const page = await browser.newPage({
    userAgent: USER_AGENT,
    viewport: { width: 1280, height: 900 },
  });
  page.setDefaultTimeout(LOOK_MILLISECONDS);
  await page.goto(`${theatre.shopifyUrl}/store/${handle}/apps/handoff`);
  return { page, app: page.frameLocator("iframe[data-app]"), store };
}

/** From the setup guide to a connected source, with the preset that the form proposes. */
async function onboard({ app }: Desk, hand: Hand): Promise<Target> {
  await hand.press(app.getByRole("link", { name: "Connect a source" }).first());
  await hand.type(app.getByLabel("Name", { exact: false }).first(), "Main OMS");
  await hand.press(app.getByRole("button", { name: "Connect", exact: true }));
  const url = await app.getByRole("textbox", { name: "Webhook URL" }).inputValue();
  const secret = await app.getByRole("textbox", { name: "Signing secret" }).inputValue();
  await hand.press(app.getByRole("button", { name: "Send a test event" }));
  await app.getByText("We received your test event").waitFor();
  return { url, secret };
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
      const body = Buffer.from(JSON.stringify(eventOf(id, order, status)));
      const isTaken = await post({ ...target, secret }, body, signAsStandard(id));
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

function eventOf(id: string, order: string, status: string) {
  return {
    event_id: id,
    occurred_at: new Date().toISOString(),
    order: { name: order },
    status,
    shipment: {
      id: `S-${order}`,
      packages: [{ tracking_number: "TEST0000004711", carrier: "DHL" }],
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
  it.each([
    ["mouse", "rotates-by-mouse"],
    ["keyboard", "rotates-by-keyboard"],
  ])(
    "refuses nothing, before, during and after: by %s alone, from the first opening of the app",
    async (way, handle) => {
      const desk = await openDesk(handle);
      const hand = way === "mouse" ? mouse(desk.app) : keyboard(desk.page, desk.app);
      const order = await desk.store.createOrder([{ sku: "MUG-BLUE", quantity: 1 }]);
      const target = await onboard(desk, hand);
      const traffic = startTraffic(target, order);
      await desk.page.goto(`${theatre.shopifyUrl}/store/${handle}/apps/handoff/sources`);

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
        (await desk.store.fulfillments()).length === 1 ? true : null,
      );
      await desk.page.close();
    },
    STORY_MILLISECONDS,
  );
});

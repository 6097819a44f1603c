import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendAgain, writeTestEvent } from "../../../app/adapters/postgres/outgoing/send-again.ts";
import {
  changeSubscriber,
  removeSubscriber,
} from "../../../app/adapters/postgres/outgoing/subscribers.ts";
import { FAILURES_TO_OPEN } from "../../../app/domain/outgoing/breaker.ts";
import { EVENT_TYPES } from "../../../app/domain/outgoing/event-type.ts";
import { PUBLIC_TLS } from "../../../app/domain/source/tls-rule.ts";
import { readSubscribers } from "../../../app/queries/outgoing/read-subscribers.ts";
import { type EventReceiver, startEventReceiver } from "./event-receiver.ts";
import { type SubscribedShop, subscribedShop } from "./subscribed-shop.ts";

let shop: SubscribedShop;
let first: EventReceiver;
let second: EventReceiver;
let id = "";

beforeAll(async () => {
  shop = await subscribedShop();
  first = await startEventReceiver();
  second = await startEventReceiver();
});
afterAll(async () => {
  first.close();
  second.close();
  await shop.test.close();
});
beforeEach(async () => {
  if (id !== "") await removeSubscriber(shop.parts, shop.by, id);
  for (const receiver of [first, second]) {
    receiver.received.length = 0;
    receiver.answer();
  }
});

const idsAt = (receiver: EventReceiver) =>
  receiver.received.map(({ headers }) => new Map(headers).get("webhook-id"));
const detour = async () =>
  (await readSubscribers(shop.test.database, shop.by.shopId))[0]?.detour ?? null;
const states = async () => (await shop.deliveries(id)).map(({ state }) => state);
const down = (receiver: EventReceiver) => {
  receiver.answer(...Array<number>(100).fill(503));
};

async function subscribe(secondUrl: string | null): Promise<void> {
  ({ id } = await shop.subscribe({ url: first.url, secondUrl }));
}

async function tell(count = 1): Promise<readonly (string | null)[]> {
  const told: (string | null)[] = [];
  for (let event = 0; event < count; event += 1) {
    told.push(await writeTestEvent(shop.parts, shop.by, id));
  }
  return told;
}

/** What is put off comes up now, and is pushed. */
async function pushAll(): Promise<void> {
  await shop.hurry();
  await shop.push();
}

/** So many events as it takes; each was tried once. */
async function openBreaker(): Promise<readonly (string | null)[]> {
  down(first);
  const told = await tell(FAILURES_TO_OPEN);
  await shop.push();
  expect(first.received).toHaveLength(FAILURES_TO_OPEN);
  return told;
}

describe("S78: a subscriber with a second address", () => {
  it("is told there while the first takes nothing, each event once, and at the first again when a probe gets through", async () => {
    await subscribe(second.url);
    const told = [...(await openBreaker())];
    expect(await detour()).toMatchObject({ to: "second" });
    await pushAll();
    expect(idsAt(second).sort()).toEqual([...told].sort());
    expect(second.header("webhook-signature")).toMatch(/^v1,/);
    expect(new Set(await states())).toEqual(new Set(["delivered"]));

    await sendWithoutProbe();
    expect(first.received).toHaveLength(FAILURES_TO_OPEN);
    expect(second.received).toHaveLength(FAILURES_TO_OPEN + 1);

    shop.pass(15);
    await sendWithoutProbe(3);
    await pushAll();
    expect(first.received).toHaveLength(FAILURES_TO_OPEN + 1);
    expect(second.received).toHaveLength(FAILURES_TO_OPEN + 4);

    first.answer();
    shop.pass(30);
    await sendWithoutProbe();
    expect(await detour()).toBeNull();
    await sendWithoutProbe(2);
    expect(first.received).toHaveLength(FAILURES_TO_OPEN + 4);
    expect(second.received).toHaveLength(FAILURES_TO_OPEN + 4);
    const arrived = [...idsAt(second), ...idsAt(first).slice(FAILURES_TO_OPEN + 1)];
    expect(new Set(arrived).size).toBe(arrived.length);
    expect(new Set(await states())).toEqual(new Set(["delivered"]));
  });

  it("gets an event there that the first refused each time, and that the steps say so", async () => {
    await subscribe(second.url);
    first.answer(500, 500, 500, 500);
    await tell();
    for (const _try of [1, 2, 3, 4, 5]) await pushAll();
    expect([first.received.length, second.received.length]).toEqual([4, 1]);
    const [delivery] = await shop.deliveries(id);
    expect(delivery).toMatchObject({ state: "delivered", tries: 4, secondTries: 0 });
    expect(delivery?.log.flatMap(({ way }) => way ?? [])).toEqual(["second"]);
  });

  it("is given up on only when both refused each try", async () => {
    await subscribe(second.url);
    down(first);
    down(second);
    await tell();
    for (const _try of [1, 2, 3, 4, 5, 6, 7, 8, 9]) await pushAll();
    expect([first.received.length, second.received.length]).toEqual([4, 4]);
    expect(await states()).toEqual(["failed"]);
    expect(await sendAgain(shop.parts, shop.by, { subscriberId: id, deliveryId: null })).toBe(1);
    expect(await shop.deliveries(id)).toMatchObject([{ tries: 0, secondTries: 0 }]);
  });
});

describe("S78: a subscriber without a second address", () => {
  it("has its events wait, their tries unspent, until one probe gets through", async () => {
    await subscribe(null);
    await openBreaker();
    expect(await detour()).toMatchObject({ to: "nowhere" });
    await sendWithoutProbe(2);
    await pushAll();
    expect(first.received).toHaveLength(FAILURES_TO_OPEN);
    shop.pass(15);
    await pushAll();
    expect(first.received).toHaveLength(FAILURES_TO_OPEN + 1);
    const tries = (await shop.deliveries(id)).map((delivery) => delivery.tries);
    expect(tries.sort()).toEqual([0, 0, ...Array<number>(FAILURES_TO_OPEN).fill(1)]);

    first.answer();
    shop.pass(30);
    await pushAll();
    expect(await detour()).toBeNull();
    await pushAll();
    expect(new Set(await states())).toEqual(new Set(["delivered"]));
    const arrived = idsAt(first).slice(FAILURES_TO_OPEN + 1);
    expect(new Set(arrived).size).toBe(FAILURES_TO_OPEN + 2);
    expect(arrived).toHaveLength(FAILURES_TO_OPEN + 2);
  });

  it("is given up on for an event that waited for a day", async () => {
    await subscribe(null);
    await openBreaker();
    await shop.test.owner.query("UPDATE delivery_task SET queued_at = now() - interval '25 hours'");
    await pushAll();
    expect(new Set(await states())).toEqual(new Set(["failed"]));
    const [delivery] = await shop.deliveries(id);
    expect(delivery?.log.at(-1)).toMatchObject({
      step: "given_up",
      detail: "The address took nothing for a whole day.",
    });
    expect(first.received).toHaveLength(FAILURES_TO_OPEN);
  });

  it("is tried at once when a person sends a test, and when its address is another", async () => {
    await subscribe(null);
    await openBreaker();
    await tell();
    await shop.push();
    expect(first.received).toHaveLength(FAILURES_TO_OPEN + 1);
    await change({ url: second.url });
    expect(await detour()).toBeNull();
    await shop.push();
    expect(second.received).toHaveLength(FAILURES_TO_OPEN + 1);
  });

  it("is told at its second address at once when it is given one", async () => {
    await subscribe(null);
    await openBreaker();
    await change({ url: first.url, secondUrl: second.url });
    expect(await detour()).toMatchObject({ to: "second" });
    await shop.push();
    expect(second.received).toHaveLength(FAILURES_TO_OPEN);
  });
});

async function change(urls: { readonly url: string; readonly secondUrl?: string }): Promise<void> {
  const base = { kind: "webhook", secondUrl: null, tls: PUBLIC_TLS, format: "json" } as const;
  const setting = { ...base, name: "Portal", language: "en", eventTypes: EVENT_TYPES } as const;
  const changed = { subscriberId: id, setting: { ...setting, ...urls } };
  expect(await changeSubscriber(shop.parts, shop.by, changed)).toBe("changed");
}

/** Something happens that is told, as from a trigger: nobody asks for it to be tried at once. */
async function sendWithoutProbe(count = 1): Promise<void> {
  for (let event = 0; event < count; event += 1) {
    const eventId = shop.test.ids.next();
    await shop.test.owner.query(
      "INSERT INTO outgoing_event (id, shop_id, type, status) VALUES ($1, $2, 'test', 'test')",
      [eventId, shop.by.shopId],
    );
    await shop.test.owner.query(
      "INSERT INTO event_delivery (shop_id, subscriber_id, event_id, state) VALUES ($1, $2, $3, 'pending')",
      [shop.by.shopId, id, eventId],
    );
  }
  await shop.push();
}

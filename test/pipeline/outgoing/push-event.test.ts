import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { watchShop } from "../../../app/adapters/postgres/alerts/incidents.ts";
import { sendAgain, writeTestEvent } from "../../../app/adapters/postgres/outgoing/send-again.ts";
import { rotateSubscriberSecret } from "../../../app/adapters/postgres/outgoing/subscriber-access.ts";
import {
  removeSubscriber,
  setSubscriberState,
} from "../../../app/adapters/postgres/outgoing/subscribers.ts";
import { forgetOldEvents } from "../../../app/adapters/postgres/outgoing/outgoing-upkeep.ts";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { systemMetrics } from "../../../app/adapters/system/metrics.ts";
import { verifier } from "../../../app/domain/signature/verify.ts";
import { plusSeconds } from "../../../app/domain/instant.ts";
import { readAlerts } from "../../../app/queries/read-alerts.ts";
import { MAX_LOST } from "../../../app/worker/backoff.ts";
import { pushWork } from "../../../app/worker/push-work.ts";
import { recordingLog } from "../../routes/recording-log.ts";
import { type EventReceiver, startEventReceiver } from "./event-receiver.ts";
import { type SubscribedShop, subscribedShop } from "./subscribed-shop.ts";

let shop: SubscribedShop;
let receiver: EventReceiver;

beforeAll(async () => {
  shop = await subscribedShop();
  receiver = await startEventReceiver();
});
afterAll(async () => {
  receiver.close();
  await shop.test.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer();
});

const test = (id: string) => writeTestEvent(shop.parts, shop.by, id);

function verdictWith(secret: string): string {
  const { headers, body } = receiver.received.at(-1) ?? { headers: [], body: "" };
  const credentials = {
    scheme: { kind: "standard_webhooks", toleranceSeconds: 300 },
    secrets: [{ id: "s1", value: secret, expiresAt: null }],
  } as const;
  const request = { method: "POST", url: "/events", headers, body: Buffer.from(body) };
  return verifier(cryptography)(credentials, request, shop.ports.clock.now()).verdict;
}

describe("a subscriber", () => {
  it("S51, S56: gets an event at once, signed, with the event's id as its own", async () => {
    const { id, secret } = await shop.subscribe({ url: receiver.url });
    const eventId = await test(id);
    expect(await shop.push()).toBe(1);
    expect(verdictWith(secret)).toBe("verified");
    expect(receiver.header("webhook-id")).toBe(eventId);
    expect(JSON.parse(receiver.received[0]?.body ?? "")).toMatchObject({
      id: eventId,
      type: "test",
      order_id: null,
      status: "test",
      metadata: { source: null },
    });
    expect(await shop.deliveries(id)).toMatchObject([{ state: "delivered", tries: 1, wait: null }]);
  });

  it("S57, S58: is tried again after exactly 1, 5 and 30 seconds, each step written down, and by hand after that", async () => {
    const { id } = await shop.subscribe({ url: receiver.url });
    const eventId = await test(id);
    receiver.answer(500, 503, 404, 301);
    for (const wait of [1, 5, 30]) {
      expect(await shop.push()).toBe(1);
      expect(await shop.deliveries(id)).toMatchObject([{ state: "pending", wait }]);
      expect(await shop.push()).toBe(0);
      await shop.hurry();
      shop.pass(wait);
    }
    await shop.push();
    const [failed] = await shop.deliveries(id);
    expect(failed).toMatchObject({ state: "failed", tries: 4, wait: null });
    const triedAndFailed = ["attempted", "failed"];
    expect(failed?.log.map(({ step }) => step)).toEqual([
      "validated",
      ...[1, 2, 3, 4].flatMap(() => triedAndFailed),
      "given_up",
    ]);
    expect(failed?.log.flatMap(({ status }) => status ?? [])).toEqual([500, 503, 404, 301]);
    const times = failed?.log.map(({ at }) => at) ?? [];
    expect(times).toEqual([...times].sort());

    expect(await sendAgain(shop.parts, shop.by, { subscriberId: id, deliveryId: null })).toBe(1);
    expect(await shop.push()).toBe(1);
    expect(await shop.deliveries(id)).toMatchObject([{ state: "delivered", tries: 1 }]);
    const ids = receiver.received.map(({ headers }) => new Map(headers).get("webhook-id"));
    expect(new Set(ids)).toEqual(new Set([eventId]));
    expect(ids).toHaveLength(5);
  });

  it("that wants nothing any more, or that may not be asked, is not tried again", async () => {
    const gone = await shop.subscribe({ url: receiver.url });
    const inside = await shop.subscribe({ url: "https://10.0.0.7/events" });
    receiver.answer(410);
    await test(gone.id);
    await test(inside.id);
    await shop.push();
    expect(await shop.deliveries(gone.id)).toMatchObject([{ state: "failed", tries: 1 }]);
    const [blocked] = await shop.deliveries(inside.id);
    expect(blocked).toMatchObject({ state: "failed", tries: 1 });
    expect(blocked?.detail).toContain("public address");
  });

  it("that is slow holds up no other, and its own only so many at a time", async () => {
    const slow = await shop.subscribe({ url: receiver.url });
    const quick = await shop.subscribe({ url: receiver.url });
    for (let event = 0; event < 6; event += 1) await test(slow.id);
    const share = { atOnce: 4, inWork: [] };
    const first = await shop.ports.deliveries.claim(50, 60, share);
    expect(first.map(({ subscriberId }) => subscriberId)).toEqual(Array(4).fill(slow.id));
    await test(quick.id);
    const inWork = first.map(({ subscriberId }) => subscriberId);
    const next = await shop.ports.deliveries.claim(50, 60, { atOnce: 4, inWork });
    expect(next.map(({ subscriberId }) => subscriberId)).toEqual([quick.id]);
    for (const { id } of [slow, quick]) await removeSubscriber(shop.parts, shop.by, id);
    expect(await shop.claim()).toEqual([]);
  });

  it("that is paused gets nothing, and all of it when it is resumed", async () => {
    const { id: subscriberId } = await shop.subscribe({ url: receiver.url });
    const set = (state: "active" | "paused") =>
      setSubscriberState(shop.parts, shop.by, { subscriberId, state });
    await set("paused");
    await test(subscriberId);
    await shop.push();
    await shop.hurry();
    expect(await shop.push()).toBe(0);
    expect(receiver.received).toEqual([]);
    await set("active");
    expect(await shop.push()).toBe(1);
    expect(receiver.received).toHaveLength(1);
  });

  it("checks with its old secret or its new one for a day after they changed", async () => {
    const { id, secret } = await shop.subscribe({ url: receiver.url });
    const fresh = await rotateSubscriberSecret(shop.parts, shop.by, id);
    await test(id);
    await shop.push();
    expect([verdictWith(secret), verdictWith(fresh ?? "")]).toEqual(["verified", "verified"]);
    shop.pass(24 * 3600);
    await test(id);
    await shop.push();
    expect([verdictWith(secret), verdictWith(fresh ?? "")]).toEqual(["rejected", "verified"]);
  });

  it("hears again of what a worker was pushing when it died, and of nothing that another ended", async () => {
    const { id } = await shop.subscribe({ url: receiver.url });
    await test(id);
    const [dead] = await shop.claim();
    if (dead === undefined) throw new Error("nothing was claimed");
    await shop.hurry();
    await shop.push();
    expect(await shop.deliveries(id)).toMatchObject([{ state: "delivered", tries: 1 }]);
    expect(await shop.ports.deliveries.load(dead)).toEqual({ kind: "nothing_to_push" });
    const untried = { had: { first: 1, second: 0 }, tried: null };
    const late = { retrySeconds: 1, status: null, detail: "late", steps: [], ...untried };
    await shop.ports.deliveries.settle(dead, { state: "later", ...late });
    expect(await shop.deliveries(id)).toMatchObject([{ state: "delivered", tries: 1, wait: null }]);
  });

  it("shows what no worker survived as failed, and gets it when it is sent again", async () => {
    const { id } = await shop.subscribe({ url: receiver.url });
    await test(id);
    const claim = (seconds: number) =>
      shop.ports.deliveries.claim(1, seconds, { atOnce: 1, inWork: [] });
    for (let lost = 0; lost < MAX_LOST; lost += 1) expect(await claim(0)).toMatchObject([{ lost }]);
    const work = pushWork(
      { ...shop.ports, log: recordingLog(), metrics: systemMetrics() },
      () => undefined,
    );
    for (const one of await claim(60)) await work(one);

    const [failed] = await shop.deliveries(id);
    expect(failed).toMatchObject({ state: "failed", wait: null });
    expect(failed?.detail).toContain("5 times in a row");
    expect(failed?.log).toMatchObject([{ step: "given_up", detail: failed?.detail }]);
    expect(receiver.received).toEqual([]);
    const { rows: blamed } = await shop.test.owner.query(
      "SELECT FROM subscriber_reach WHERE subscriber_id = $1",
      [id],
    );
    expect(blamed).toEqual([]);

    await sendAgain(shop.parts, shop.by, { subscriberId: id, deliveryId: null });
    expect(await claim(0)).toMatchObject([{ attempts: 0, lost: 0 }]);
    await shop.hurry();
    await shop.push();
    expect(await shop.deliveries(id)).toMatchObject([{ state: "delivered" }]);
  });

  it("is forgotten nothing of that is still to be pushed, and all else after the days that are kept", async () => {
    const { id } = await shop.subscribe({ url: receiver.url });
    await test(id);
    await shop.push();
    await test(id);
    await shop.test.owner.query(
      "UPDATE event_delivery SET created_at = now() - interval '31 days'",
    );
    await shop.test.owner.query(
      "UPDATE outgoing_event SET created_at = now() - interval '31 days'",
    );
    await shop.test.database.forShop(shop.by.shopId, (sql) =>
      forgetOldEvents(sql, shop.by.shopId, 30),
    );
    expect(await shop.deliveries(id)).toMatchObject([{ state: "pending" }]);
    const { rows } = await shop.test.owner.query("SELECT FROM outgoing_event");
    expect(rows).toHaveLength(1);
  });
});

describe("S71: a subscriber that takes no events", () => {
  const alerts = async () => {
    const now = shop.ports.clock.now();
    await watchShop(shop.test, shop.by.shopId, now);
    const { open } = await readAlerts(shop.test.database, shop.by.shopId);
    return open.map(({ condition }) => condition);
  };
  const remove = (id: string) => removeSubscriber(shop.parts, shop.by, id);

  it("opens an alert when three were given up in a row, which the next one that arrives closes", async () => {
    const { id } = await shop.subscribe({ url: receiver.url });
    receiver.answer(410, 410);
    await test(id);
    await test(id);
    await shop.push();
    expect(await alerts()).toEqual([]);
    const thirdAt = shop.ports.clock.now();
    receiver.answer(410);
    await test(id);
    await shop.push();
    const facts = { subscriberId: id, givenUp: 3, givenUpSince: thirdAt, status: 410 };
    expect(await alerts()).toMatchObject([{ kind: "subscriber_unreachable", ...facts }]);
    await sendAgain(shop.parts, shop.by, { subscriberId: id, deliveryId: null });
    expect(await alerts()).toHaveLength(1);
    await shop.push();
    expect(await alerts()).toEqual([]);
    await remove(id);
  });

  it("opens one when an event is on its way for too long, but none while it is paused on purpose", async () => {
    const { id: subscriberId } = await shop.subscribe({ url: receiver.url });
    await test(subscriberId);
    await shop.test.owner.query(
      "UPDATE delivery_task SET queued_at = $1 WHERE subscriber_id = $2",
      [plusSeconds(shop.ports.clock.now(), -901), subscriberId],
    );
    expect(await alerts()).toMatchObject([{ subscriberId, givenUp: 0 }]);
    await setSubscriberState(shop.parts, shop.by, { subscriberId, state: "paused" });
    expect(await alerts()).toEqual([]);
    await remove(subscriberId);
  });

  it("leaves nothing behind when it is removed", async () => {
    const { id } = await shop.subscribe({ url: receiver.url });
    receiver.answer(410);
    await test(id);
    await shop.push();
    await remove(id);
    const { rows } = await shop.test.owner.query(
      "SELECT FROM subscriber_reach WHERE subscriber_id = $1",
      [id],
    );
    expect(rows).toEqual([]);
  });
});

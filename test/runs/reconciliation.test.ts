import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { beginDue } from "../../app/worker/reconciliation-job.ts";
import { setReconcileMinutes } from "../../app/commands/reconcile.ts";
import type { OrderUpdate } from "../../app/domain/order-record/order-update.ts";
import { shippedUpdate, storefrontOrder } from "../contract/order-steps.ts";
import { recordingLog } from "../routes/recording-log.ts";
import { type Reconciling, startReconciling } from "./reconciling.ts";

const HOUR = 3600;
let shop: Reconciling;

beforeEach(async () => {
  shop = await startReconciling();
});
afterEach(() => shop.close());

/** A shipment that happens now. */
function shipped(order: number, changes: Partial<OrderUpdate> = {}): OrderUpdate {
  const at = { occurredAt: shop.now() };
  return shippedUpdate({ kind: "name", value: `#${String(order)}` }, { ...at, ...changes });
}

async function pushed(order: number, changes: Partial<OrderUpdate> = {}): Promise<void> {
  await shop.tell("webhook", [shipped(order, changes)]);
}

async function polled(order: number, changes: Partial<OrderUpdate> = {}): Promise<void> {
  await shop.tell("poll", [shipped(order, changes)]);
}

describe("sent, received and applied", () => {
  it("finds what was sent and not received an hour later, by the order's state (S18)", async () => {
    for (const order of [1001, 1002, 1003]) await pushed(order);
    await polled(1004);
    const soon = await shop.reconcile();
    expect(soon.sources).toMatchObject([
      { by: "order_state", sent: 4, received: 3, awaited: 1, notReceived: 0 },
    ]);
    shop.pass(HOUR);
    const later = await shop.reconcile();
    expect(later.sources).toMatchObject([{ notReceived: 1, awaited: 0 }]);
    expect(await shop.gaps(later.runId)).toMatchObject([
      { kind: "not_received", order_name: "#1004", milestone: "shipped" },
    ]);
  });

  it("compares event ids where the source's polls carry them (S18)", async () => {
    await pushed(1001, { eventId: "e-1" });
    shop.pass(60);
    await polled(1001, { eventId: "e-1" });
    await polled(1001, { eventId: "e-2" });
    await polled(1002, { eventId: "e-3" });
    shop.pass(2 * HOUR);
    const { runId, sources } = await shop.reconcile();
    expect(sources).toMatchObject([{ by: "event_id", sent: 3, received: 1, notReceived: 2 }]);
    expect((await shop.gaps(runId)).map(({ event_id }) => event_id)).toEqual(["e-2", "e-3"]);
  });

  it("tells what came late from what was lost: the hour decides (S40)", async () => {
    await pushed(1000);
    await polled(1001);
    await polled(1002);
    shop.pass(20 * 60);
    await pushed(1002);
    shop.pass(HOUR);
    const { runId } = await shop.reconcile();
    expect(await shop.gaps(runId)).toMatchObject([
      { kind: "delayed", order_name: "#1002" },
      { kind: "not_received", order_name: "#1001" },
    ]);
  });

  it("misses no webhook of a source that sends none", async () => {
    await polled(1001);
    shop.pass(2 * HOUR);
    const { runId, sources } = await shop.reconcile();
    expect(sources).toMatchObject([{ isPushed: false, sent: 1 }]);
    expect(await shop.gaps(runId)).toEqual([]);
  });

  it("changes nothing when the same is compared again", async () => {
    await pushed(1001);
    await polled(1002);
    const first = await shop.reconcile();
    const second = await shop.reconcile();
    expect(second.sources).toEqual(first.sources);
    expect(await shop.gaps(second.runId)).toEqual(await shop.gaps(first.runId));
  });
});

describe("the loss rate", () => {
  it("is the share of changes that polling told first", async () => {
    for (const order of [1, 2, 3]) await pushed(order);
    await polled(3);
    await polled(4);
    await shop.reconcile();
    expect(await shop.lossRate()).toBe(0.25);
  });
});

describe("what Shopify shows", () => {
  const order = { ...storefrontOrder(5001), fulfillmentStatus: "FULFILLED" as const };
  const asShown = { id: order.id, name: order.name, cancelledAt: null };

  async function agreed(fulfillmentStatus: string): Promise<void> {
    await pushed(5001);
    await shop.test.owner.query(
      `UPDATE order_record SET order_id = $1, agreement = 'agreed', agreed_at = now() - interval '1 hour'`,
      [order.id],
    );
    await shop.test.owner.query(
      `INSERT INTO storefront_view (order_record_id, shop_id, view, read_at)
       SELECT id, shop_id, $1, now() FROM order_record`,
      [JSON.stringify({ ...order, fulfillmentStatus })],
    );
    await shop.test.owner.query("DELETE FROM lane");
  }

  async function lanes(): Promise<number> {
    return (await shop.test.owner.query("SELECT FROM lane")).rowCount ?? 0;
  }

  it("is no gap where it is as last read", async () => {
    await agreed("FULFILLED");
    shop.shows([{ ...asShown, fulfillmentStatus: "FULFILLED" }]);
    const { storefront } = await shop.reconcile();
    expect(storefront).toMatchObject({ read: 1, known: 1, differing: 0, points: 13 });
    expect(await lanes()).toBe(0);
  });

  it("has the order looked at again where it changed and nobody told", async () => {
    await agreed("FULFILLED");
    shop.shows([{ ...asShown, fulfillmentStatus: "UNFULFILLED" }]);
    const { runId, healing } = await shop.reconcile();
    expect(await shop.gaps(runId)).toMatchObject([{ kind: "storefront", order_name: "#5001" }]);
    expect(healing).toMatchObject({ open: 1 });
    expect(await lanes()).toBe(1);
  });

  it("has an order that left and is not shown so looked at again", async () => {
    await agreed("UNFULFILLED");
    shop.shows([{ ...asShown, fulfillmentStatus: "UNFULFILLED" }]);
    expect((await shop.reconcile()).gaps.storefront).toBe(1);
  });

  it("is read in pages, no faster than a fifth of the bucket refills", async () => {
    shop.shows(
      Array.from({ length: 5 }, (_, at) => ({
        ...storefrontOrder(at),
        fulfillmentStatus: "UNFULFILLED",
      })),
    );
    const { storefront } = await shop.reconcile();
    expect(storefront).toMatchObject({ read: 5, known: 0, points: 39 });
    expect(shop.asked.map(({ after }) => after)).toEqual([null, "2", "4"]);
    expect(shop.waits.slice(0, 2)).toEqual([0.65, 0.65]);
  });
});

describe("the clock", () => {
  async function begun(): Promise<number> {
    const { database, ids } = shop.test;
    const clock = { now: () => shop.now() };
    return beginDue({ database, ids, clock, log: recordingLog() });
  }

  it("begins one an hour, or as often as the shop wants", async () => {
    await shop.reconcile();
    expect(await begun()).toBe(0);
    shop.pass(HOUR);
    expect(await begun()).toBe(1);
    expect(await begun()).toBe(0);
  });

  it("begins none where the shop wants none", async () => {
    const { database, ids } = shop.test;
    const by = { shopId: shop.source.shopId, actor: "staff 7" };
    await setReconcileMinutes({ database, ids, clock: { now: () => shop.now() } }, by, 0);
    expect(await begun()).toBe(0);
  });
});

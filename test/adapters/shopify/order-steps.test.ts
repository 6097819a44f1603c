import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FulfillmentOrder } from "../../../app/domain/storefront/storefront-order.ts";
import { installedShop, type InstalledShop } from "./installed-shop.ts";

let shop: InstalledShop;

beforeAll(async () => {
  shop = await installedShop();
});
afterAll(() => shop.close());

const HANDLE = "handoff-1";
const ofOrder = (fulfillmentOrderId: string) => ({
  key: fulfillmentOrderId,
  shipmentKey: null,
  fulfillmentOrderId,
});
const place = (id: string) => ({ kind: "place_hold", ...ofOrder(id), handle: HANDLE }) as const;
const release = (id: string, holdIds: readonly string[]) =>
  ({ kind: "release_hold", ...ofOrder(id), holdIds }) as const;
const cancel = (orderId: string) =>
  ({ kind: "cancel_order", key: orderId, shipmentKey: null, orderId }) as const;

async function theOne(orderId: string): Promise<FulfillmentOrder> {
  const [first] = (await shop.read(orderId)).fulfillmentOrders;
  if (first === undefined) throw new Error("no fulfillment order");
  return first;
}

describe("a hold", () => {
  it("is placed once under its handle: a second one is done already", async () => {
    const order = await shop.newOrder(2);
    const { id, holds } = await theOne(order);
    expect(holds).toEqual([]);
    const placed = await shop.apply(place(id));
    const held = await theOne(order);
    expect(held).toMatchObject({ id, status: "ON_HOLD" });
    expect(placed).toEqual({ outcome: "done", resultId: held.holds[0]?.id });
    expect(await shop.apply(place(id))).toEqual({ outcome: "done", resultId: null });
    expect((await theOne(order)).holds).toEqual([{ id: held.holds[0]?.id, handle: HANDLE }]);
  });

  it("of ours is released beside a merchant's, which stays", async () => {
    const order = await shop.newOrder(2);
    const { id } = await theOne(order);
    await shop.merchant(order, "hold");
    await shop.apply(place(id));
    const { holds } = await theOne(order);
    expect(holds.map(({ handle }) => handle).toSorted()).toEqual([HANDLE, null].toSorted());
    const ours = holds.filter(({ handle }) => handle === HANDLE).map((hold) => hold.id);
    expect(await shop.apply(release(id, ours))).toEqual({ outcome: "done", resultId: id });
    const still = await theOne(order);
    expect(still.status).toBe("ON_HOLD");
    expect(still.holds).toEqual(holds.filter(({ handle }) => handle === null));
    await shop.merchant(order, "release");
    expect(await theOne(order)).toMatchObject({ id, status: "OPEN", holds: [] });
  });

  it("that is gone is released without harm", async () => {
    const order = await shop.newOrder(1);
    const { id } = await theOne(order);
    await shop.apply(place(id));
    const { holds } = await theOne(order);
    const ids = holds.map((hold) => hold.id);
    await shop.apply(release(id, ids));
    await shop.merchant(order, "hold");
    expect(await shop.apply(release(id, ids))).toEqual({ outcome: "done", resultId: id });
    expect((await theOne(order)).status).toBe("ON_HOLD");
  });

  it("finds a fulfillment order moved that was fulfilled meanwhile", async () => {
    const order = await shop.newOrder(1);
    const { id } = await theOne(order);
    await shop.merchant(order, "fulfill");
    expect(await shop.apply(place(id))).toMatchObject({ outcome: "moved" });
  });
});

describe("an order's cancellation", () => {
  it("is accepted, then read as cancelled; a second one finds the order moved, and nobody is mailed", async () => {
    const order = await shop.newOrder(2);
    const before = await shop.mails();
    expect(await shop.apply(cancel(order))).toEqual({
      outcome: "done",
      resultId: expect.stringMatching(/^gid:\/\/shopify\/Job\//) as string,
    });
    const view = await shop.read(order);
    expect(view.cancelledAt).not.toBeNull();
    expect(view.fulfillmentOrders.every(({ status }) => status === "CLOSED")).toBe(true);
    expect(await shop.apply(cancel(order))).toMatchObject({ outcome: "moved" });
    expect(await shop.mails()).toEqual(before);
  });

  it("finds an order moved that was fulfilled meanwhile", async () => {
    const order = await shop.newOrder(1);
    await shop.merchant(order, "fulfill");
    expect(await shop.apply(cancel(order))).toMatchObject({ outcome: "moved" });
    expect((await shop.read(order)).cancelledAt).toBeNull();
  });
});

describe("goods that wait for their customer", () => {
  const prepare = (id: string) => ({ kind: "prepare_pickup", ...ofOrder(id) }) as const;

  it("are told of with one mail, and can still be collected", async () => {
    const order = await shop.newOrder(1, { pickup: true });
    const { id, deliveryMethod } = await theOne(order);
    expect(deliveryMethod).toBe("PICK_UP");
    expect(await shop.apply(prepare(id))).toEqual({ outcome: "done", resultId: id });
    expect((await shop.mails()).filter((kind) => kind === "ready_for_pickup")).toHaveLength(1);
    expect((await theOne(order)).supportedActions).toContain("CREATE_FULFILLMENT");
  });

  it("of an order that is to be shipped are refused, and nobody is told", async () => {
    const order = await shop.newOrder(1);
    const { id } = await theOne(order);
    const before = await shop.mails();
    expect(await shop.apply(prepare(id))).toMatchObject({
      outcome: "refused",
      message: expect.stringMatching(/^Invalid fulfillment_order_id provided/) as string,
    });
    expect(await shop.mails()).toEqual(before);
  });
});

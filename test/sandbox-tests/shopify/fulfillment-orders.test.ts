import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopifySimulator } from "../../sandbox/shopify/start.ts";
import { READ, openShop, start } from "./simulator.ts";

let simulator: ShopifySimulator;
beforeAll(async () => {
  simulator = await start();
});
afterAll(() => simulator.close());

const HOLD = `mutation Hold($id: ID!, $hold: FulfillmentOrderHoldInput!) {
  fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {
    fulfillmentHold { id handle } remainingFulfillmentOrder { id status } userErrors { code } } }`;
const RELEASE = `mutation Release($id: ID!, $holdIds: [ID!]) {
  fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) { fulfillmentOrder { status } userErrors { code } } }`;
const PROGRESS = `mutation Progress($id: ID!) {
  fulfillmentOrderReportProgress(id: $id) { fulfillmentOrder { status } userErrors { message } } }`;
const OPEN = `mutation Open($id: ID!) {
  fulfillmentOrderOpen(id: $id) { fulfillmentOrder { status } userErrors { message } } }`;
const SPLIT = `mutation Split($splits: [FulfillmentOrderSplitInput!]!) {
  fulfillmentOrderSplit(fulfillmentOrderSplits: $splits) {
    fulfillmentOrderSplits { fulfillmentOrder { id } remainingFulfillmentOrder { id } } userErrors { code } } }`;

async function states(shop: Awaited<ReturnType<typeof openShop>>, id: string): Promise<unknown[]> {
  const { data } = await shop.graphql(READ, { id });
  return data.order.fulfillmentOrders.nodes.map((one) => [
    one.status,
    one.lineItems.nodes.reduce((sum, line) => sum + line.remainingQuantity, 0),
  ]);
}

describe("a hold", () => {
  it("on a part keeps that part and splits off the rest; releasing merges it back", async () => {
    const shop = await openShop(simulator, "partial-hold");
    const order = await shop.order([{ sku: "MUG", quantity: 5 }]);
    const { id, lines } = order.fulfillmentOrders[0];
    const hold = {
      reason: "OTHER",
      handle: "a",
      fulfillmentOrderLineItems: [{ id: lines[0].id, quantity: 2 }],
    };
    await shop.graphql(HOLD, { id, hold });
    expect(await states(shop, order.id)).toEqual([
      ["ON_HOLD", 2],
      ["OPEN", 3],
    ]);
    await shop.graphql(RELEASE, { id });
    expect(await states(shop, order.id)).toEqual([
      ["OPEN", 5],
      ["CLOSED", 0],
    ]);
  });

  it("is addressed by its handle: the same handle twice is refused", async () => {
    const shop = await openShop(simulator, "handle");
    const { id } = (await shop.order([{ sku: "MUG", quantity: 1 }])).fulfillmentOrders[0];
    await shop.graphql(HOLD, { id, hold: { reason: "OTHER", handle: "a" } });
    const { data } = await shop.graphql(HOLD, { id, hold: { reason: "OTHER", handle: "a" } });
    expect(data.fulfillmentOrderHold.userErrors).toEqual([
      { code: "DUPLICATE_FULFILLMENT_HOLD_HANDLE" },
    ]);
  });

  it("released by id leaves the merchant's own hold in place", async () => {
    const shop = await openShop(simulator, "two-holds");
    const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
    const { id } = order.fulfillmentOrders[0];
    const held = await shop.graphql(HOLD, { id, hold: { reason: "OTHER", handle: "ours" } });
    const merchant = `mutation { fulfillmentOrderHold(id: "${id}", fulfillmentHold: {reason: OTHER}) { userErrors { message } } }`;
    await shop.control("POST", "graphql", { query: merchant });
    const holdIds = [held.data.fulfillmentOrderHold.fulfillmentHold.id];
    const { data } = await shop.graphql(RELEASE, { id, holdIds });
    expect(data.fulfillmentOrderReleaseHold.fulfillmentOrder.status).toBe("ON_HOLD");
  });
});

describe("progress, splitting and merging", () => {
  it("is reported and taken back; opening an open one is refused", async () => {
    const shop = await openShop(simulator, "progress");
    const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
    const { id } = order.fulfillmentOrders[0];
    await shop.graphql(PROGRESS, { id });
    const { data } = await shop.graphql(READ, { id: order.id });
    expect(data.order.displayFulfillmentStatus).toBe("IN_PROGRESS");
    await shop.graphql(OPEN, { id });
    const again = await shop.graphql(OPEN, { id });
    expect(again.data.fulfillmentOrderOpen.userErrors[0].message).toBe(
      "Expected fulfillment order status to be valid but it was open.",
    );
  });

  it("splits off quantities; a batch with one bad part changes nothing", async () => {
    const shop = await openShop(simulator, "split");
    const order = await shop.order([{ sku: "MUG", quantity: 3 }]);
    const { id, lines } = order.fulfillmentOrders[0];
    const part = {
      fulfillmentOrderId: id,
      fulfillmentOrderLineItems: [{ id: lines[0].id, quantity: 1 }],
    };
    const bad = { fulfillmentOrderId: id, fulfillmentOrderLineItems: [] };
    const { data } = await shop.graphql(SPLIT, { splits: [part, bad] });
    expect(data.fulfillmentOrderSplit.userErrors).toEqual([
      { code: "NO_LINE_ITEMS_PROVIDED_TO_SPLIT" },
    ]);
    expect(await states(shop, order.id)).toEqual([["OPEN", 3]]);
    await shop.graphql(SPLIT, { splits: [part] });
    expect(await states(shop, order.id)).toEqual([
      ["OPEN", 2],
      ["OPEN", 1],
    ]);
  });

  it("of pickup mails that it is ready", async () => {
    const shop = await openShop(simulator, "pickup");
    const order = await shop.order([{ sku: "MUG", quantity: 1 }], { pickup: true });
    const [one] = order.fulfillmentOrders;
    expect(one.deliveryMethod).toBe("PICK_UP");
    await shop.graphql(
      `mutation Ready($input: FulfillmentOrderLineItemsPreparedForPickupInput!) {
        fulfillmentOrderLineItemsPreparedForPickup(input: $input) { userErrors { message } } }`,
      { input: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: one.id }] } },
    );
    const { notices } = await shop.control("GET", "notices");
    expect(notices.map((notice) => notice.kind)).toEqual(["ready_for_pickup"]);
  });
});

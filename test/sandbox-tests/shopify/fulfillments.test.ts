import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopifySimulator } from "../../sandbox/shopify/start.ts";
import { CREATE, READ, openShop, ship, start, type Json } from "./simulator.ts";

let simulator: ShopifySimulator;
beforeAll(async () => {
  simulator = await start();
});
afterAll(() => simulator.close());

const EVENT = `mutation Event($event: FulfillmentEventInput!) {
  fulfillmentEventCreate(fulfillmentEvent: $event) { fulfillmentEvent { id } userErrors { field message } } }`;
const TRACKING = `mutation Tracking($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean) {
  fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify) {
    fulfillment { trackingInfo { number url company } } userErrors { field message } } }`;
const CANCEL = `mutation Cancel($id: ID!) {
  fulfillmentCancel(id: $id) { fulfillment { status displayStatus } userErrors { field message } } }`;

function fulfillmentOrders(answer: Json): Json {
  return answer.data.order.fulfillmentOrders.nodes;
}

describe("a shipment", () => {
  it("closes its fulfillment order, names itself after the order and fulfils it", async () => {
    const shop = await openShop(simulator, "whole");
    const order = await shop.order([{ sku: "MUG", quantity: 2 }]);
    const { data } = await shop.graphql(CREATE, ship(order.fulfillmentOrders[0].id));
    expect(data.fulfillmentCreate.fulfillment).toMatchObject({
      name: "#1001-F1",
      status: "SUCCESS",
      displayStatus: "FULFILLED",
    });
    const read = await shop.graphql(READ, { id: order.id });
    expect(read.data.order.displayFulfillmentStatus).toBe("FULFILLED");
    expect(fulfillmentOrders(read)[0]).toMatchObject({ status: "CLOSED", supportedActions: [] });
  });

  it("of a part leaves the rest in progress", async () => {
    const shop = await openShop(simulator, "part");
    const order = await shop.order([{ sku: "MUG", quantity: 3 }]);
    const [open] = order.fulfillmentOrders;
    const lines = [{ id: open.lines[0].id, quantity: 1 }];
    await shop.graphql(CREATE, {
      fulfillment: {
        lineItemsByFulfillmentOrder: [
          { fulfillmentOrderId: open.id, fulfillmentOrderLineItems: lines },
        ],
      },
    });
    const read = await shop.graphql(READ, { id: order.id });
    expect(read.data.order.displayFulfillmentStatus).toBe("PARTIALLY_FULFILLED");
    expect(fulfillmentOrders(read)[0].status).toBe("IN_PROGRESS");
    expect(fulfillmentOrders(read)[0].lineItems.nodes[0].remainingQuantity).toBe(2);
  });

  it("of two places is refused, for each place has a fulfillment order of its own", async () => {
    const shop = await openShop(simulator, "two-places");
    const order = await shop.order([
      { sku: "MUG", quantity: 1 },
      { sku: "LAMP", quantity: 1 },
    ]);
    expect(order.fulfillmentOrders.map((one) => one.location)).toEqual(["Main", "Outlet"]);
    const groups = order.fulfillmentOrders.map((one) => ({ fulfillmentOrderId: one.id }));
    const { data } = await shop.graphql(CREATE, {
      fulfillment: { lineItemsByFulfillmentOrder: groups },
    });
    expect(data.fulfillmentCreate.fulfillment).toBeNull();
    expect(data.fulfillmentCreate.userErrors).toHaveLength(1);
  });

  it.each([
    ["nothing", 0, "Quantity must be greater than 0"],
    ["too much", 9, "Invalid fulfillment order line item quantity requested."],
  ])("of %s is refused with Shopify's sentence", async (name, quantity, message) => {
    const shop = await openShop(simulator, `refused-${name.replace(" ", "-")}`);
    const [open] = (await shop.order([{ sku: "MUG", quantity: 2 }])).fulfillmentOrders;
    const group = {
      fulfillmentOrderId: open.id,
      fulfillmentOrderLineItems: [{ id: open.lines[0].id, quantity }],
    };
    const { data } = await shop.graphql(CREATE, {
      fulfillment: { lineItemsByFulfillmentOrder: [group] },
    });
    expect(data.fulfillmentCreate.userErrors[0].message).toBe(message);
  });

  it("of a closed fulfillment order is refused", async () => {
    const shop = await openShop(simulator, "again");
    const [open] = (await shop.order([{ sku: "MUG", quantity: 1 }])).fulfillmentOrders;
    await shop.graphql(CREATE, ship(open.id));
    const { data } = await shop.graphql(CREATE, ship(open.id));
    expect(data.fulfillmentCreate.userErrors[0].message).toMatch(/unfulfillable status= closed\.$/);
  });

  it("archives a paid order a moment later, and cancelling opens it again", async () => {
    const shop = await openShop(simulator, "archive");
    const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
    const made = await shop.graphql(CREATE, ship(order.fulfillmentOrders[0].id));
    await shop.control("POST", "settle");
    expect((await shop.graphql(READ, { id: order.id })).data.order.closed).toBe(true);
    await shop.graphql(CANCEL, { id: made.data.fulfillmentCreate.fulfillment.id });
    expect((await shop.graphql(READ, { id: order.id })).data.order.closed).toBe(false);
  });

  it("cancelled gives a new fulfillment order, and the old one stays closed", async () => {
    const shop = await openShop(simulator, "cancelled");
    const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
    const made = await shop.graphql(CREATE, ship(order.fulfillmentOrders[0].id));
    const { id } = made.data.fulfillmentCreate.fulfillment;
    const { data } = await shop.graphql(CANCEL, { id });
    expect(data.fulfillmentCancel.fulfillment).toEqual({
      status: "CANCELLED",
      displayStatus: "CANCELED",
    });
    const read = await shop.graphql(READ, { id: order.id });
    expect(fulfillmentOrders(read).map((one) => one.status)).toEqual(["CLOSED", "OPEN"]);
    expect(fulfillmentOrders(read)[1].id).not.toBe(order.fulfillmentOrders[0].id);
    expect((await shop.graphql(CANCEL, { id })).data.fulfillmentCancel.userErrors).toEqual([]);
  });
});

describe("tracking and events", () => {
  it("pairs numbers with URLs and replaces the whole set", async () => {
    const shop = await openShop(simulator, "tracking");
    const [open] = (await shop.order([{ sku: "MUG", quantity: 1 }])).fulfillmentOrders;
    const made = await shop.graphql(CREATE, ship(open.id, { trackingInfo: { number: "A" } }));
    const { id } = made.data.fulfillmentCreate.fulfillment;
    const tracking = { company: "X", numbers: ["B", "C"], urls: ["https://b.example"] };
    const { data } = await shop.graphql(TRACKING, { id, tracking });
    expect(data.fulfillmentTrackingInfoUpdate.fulfillment.trackingInfo).toEqual([
      { company: "X", number: "B", url: "https://b.example" },
      { company: "X", number: "C", url: null },
    ]);
  });

  it("shows the newest event's status and keeps events by when they happened", async () => {
    const shop = await openShop(simulator, "events");
    const [open] = (await shop.order([{ sku: "MUG", quantity: 1 }])).fulfillmentOrders;
    const made = await shop.graphql(CREATE, ship(open.id));
    const { id: fulfillmentId } = made.data.fulfillmentCreate.fulfillment;
    for (const [status, happenedAt] of [
      ["DELIVERED", "2026-11-20T12:00:00Z"],
      ["IN_TRANSIT", "2026-11-19T12:00:00Z"],
    ]) {
      await shop.graphql(EVENT, { event: { fulfillmentId, status, happenedAt } });
    }
    const { fulfillments } = await shop.control("GET", "fulfillments");
    expect(fulfillments[0].displayStatus).toBe("DELIVERED");
    expect(fulfillments[0].events.map((event) => event.status)).toEqual([
      "IN_TRANSIT",
      "DELIVERED",
    ]);
  });

  it("mails the buyer only where it was asked to, and on delivery", async () => {
    const shop = await openShop(simulator, "notices");
    const order = await shop.order([{ sku: "MUG", quantity: 2 }]);
    const made = await shop.graphql(
      CREATE,
      ship(order.fulfillmentOrders[0].id, { notifyCustomer: true }),
    );
    const { id } = made.data.fulfillmentCreate.fulfillment;
    await shop.graphql(TRACKING, { id, tracking: { number: "B" }, notify: false });
    await shop.graphql(TRACKING, { id, tracking: { number: "C" }, notify: true });
    await shop.graphql(EVENT, { event: { fulfillmentId: id, status: "IN_TRANSIT" } });
    await shop.graphql(EVENT, { event: { fulfillmentId: id, status: "DELIVERED" } });
    const { notices } = await shop.control("GET", "notices");
    expect(notices.map((notice) => notice.kind)).toEqual([
      "shipping_confirmation",
      "shipping_update",
      "delivered",
    ]);
  });

  it("says of an unknown fulfillment what Shopify says", async () => {
    const shop = await openShop(simulator, "unknown-fulfillment");
    const id = "gid://shopify/Fulfillment/999999999";
    const event = await shop.graphql(EVENT, { event: { fulfillmentId: id, status: "DELIVERED" } });
    expect(event.data.fulfillmentEventCreate.userErrors).toEqual([
      { field: ["fulfillmentEvent", "fulfillmentId"], message: "Fulfillment does not exist." },
    ]);
    const cancel = await shop.graphql(CANCEL, { id });
    expect(cancel.data.fulfillmentCancel.userErrors).toEqual([
      { field: ["id"], message: "Fulfillment not found." },
    ]);
  });
});

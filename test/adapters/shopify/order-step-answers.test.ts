import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopifyStorefront } from "../../../app/adapters/shopify/storefront/storefront.ts";
import {
  type CreateFulfillment,
  MOST_NAMED_LINES,
  type Step,
} from "../../../app/domain/plan/step.ts";
import type { Storefront } from "../../../app/pipeline/ports.ts";
import { createShopify } from "../../../app/shopify.server.ts";
import { json, type ScriptedShopify, scriptedShopify } from "./scripted-shopify.ts";
import { memoryParts, offlineSession, settings, SHOP } from "./shopify-parts.ts";

const ID = "gid://shopify/FulfillmentOrder/1";
const ORDER = "gid://shopify/Order/1";
const OF_ORDER = { key: ID, shipmentKey: null, fulfillmentOrderId: ID };
const HOLD: Step = { kind: "place_hold", ...OF_ORDER, handle: "handoff-1" };
const RELEASE: Step = {
  kind: "release_hold",
  ...OF_ORDER,
  holdIds: ["gid://shopify/FulfillmentHold/1"],
};
const PICKUP: Step = { kind: "prepare_pickup", ...OF_ORDER };
const CANCEL: Step = { kind: "cancel_order", key: ORDER, shipmentKey: null, orderId: ORDER };

const error = (message: string, code: string) => [{ field: ["id"], message, code }];
const held = (message: string, code: string) => ({
  fulfillmentOrderHold: { fulfillmentHold: null, userErrors: error(message, code) },
});
const released = (message: string, code: string) => ({
  fulfillmentOrderReleaseHold: { fulfillmentOrder: null, userErrors: error(message, code) },
});
const prepared = (message: string, code: string) => ({
  fulfillmentOrderLineItemsPreparedForPickup: { userErrors: error(message, code) },
});
const cancelled = (message: string) => ({
  orderCancel: { job: null, orderCancelUserErrors: error(message, "INVALID") },
});

const job = (status: string, message: string) => ({
  orderCancel: {
    job: { id: "gid://shopify/Job/1" },
    jobResult: { id: "gid://shopify/Job/1", status, errors: error(message, "INVALID") },
    orderCancelUserErrors: [],
  },
});

const ANSWERS: readonly (readonly [step: Step, data: object, outcome: string])[] = [
  [HOLD, held("The handle is in use.", "DUPLICATE_FULFILLMENT_HOLD_HANDLE"), "done"],
  [HOLD, held("The maximum number of holds.", "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED"), "refused"],
  [HOLD, held("Fulfillment order does not exist.", "FULFILLMENT_ORDER_NOT_FOUND"), "moved"],
  [HOLD, { fulfillmentOrderHold: null }, "unknown"],
  [RELEASE, released("The hold could not be found.", "FULFILLMENT_ORDER_NOT_FOUND"), "moved"],
  [RELEASE, released("You have no access to the hold.", "INVALID_ACCESS"), "refused"],
  [
    PICKUP,
    prepared("Nothing to prepare.", "NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER"),
    "done",
  ],
  [PICKUP, prepared("It is closed.", "FULFILLMENT_ORDER_INVALID"), "refused"],
  [PICKUP, { fulfillmentOrderLineItemsPreparedForPickup: null }, "unknown"],
  [CANCEL, cancelled("Cancellation is already in progress"), "done"],
  [CANCEL, cancelled("Cannot cancel an order that has already been canceled"), "moved"],
  [CANCEL, cancelled("Cannot cancel an order that has outstanding fulfillments"), "moved"],
  [CANCEL, cancelled("Cannot cancel an order that has returns"), "refused"],
  [CANCEL, { orderCancel: { job: null, orderCancelUserErrors: [] } }, "unknown"],
  [CANCEL, job("STARTED", "The order is fulfilled by now"), "done"],
  [CANCEL, job("FAILED", "The order has returns"), "refused"],
];

describe("what an answer to a step on an order means", () => {
  let shopify: ScriptedShopify;
  let storefront: Storefront;

  beforeAll(async () => {
    shopify = await scriptedShopify();
    const parts = memoryParts();
    await parts.sessionStorage.storeSession(offlineSession(60));
    storefront = shopifyStorefront(createShopify(settings(shopify.url), parts).admin, {
      nameOf: () => Promise.resolve(SHOP),
      mayReadCustomers: () => Promise.resolve(false),
      customReferenceOf: () => Promise.resolve({ kind: "tag", prefix: "" }),
    });
  });
  afterAll(() => shopify.close());

  it.each(ANSWERS)("%o %j", async (step, data, outcome) => {
    shopify.answerWith(json({ data }));
    expect(await storefront.apply(SHOP.id, step)).toMatchObject({ outcome });
  });

  it("a hold is placed whole and silently, and only named holds are released", async () => {
    shopify.answerWith(json({ data: held("x", "DUPLICATE_FULFILLMENT_HOLD_HANDLE") }));
    await storefront.apply(SHOP.id, HOLD);
    expect(shopify.seen.at(-1)?.body["variables"]).toMatchObject({
      id: ID,
      hold: { handle: "handoff-1", notifyMerchant: false },
    });
    shopify.answerWith(json({ data: released("x", "INVALID_ACCESS") }));
    await storefront.apply(SHOP.id, RELEASE);
    expect(shopify.seen.at(-1)?.body["variables"]).toEqual({
      id: ID,
      holdIds: ["gid://shopify/FulfillmentHold/1"],
    });
  });

  it("a fulfillment order with more lines than can be named is taken without naming them", async () => {
    const lines = Array.from({ length: MOST_NAMED_LINES + 1 }, (_, index) => ({
      id: `gid://shopify/FulfillmentOrderLineItem/${String(index + 1)}`,
      quantity: 1,
    }));
    const step: CreateFulfillment = {
      kind: "create_fulfillment",
      key: "1",
      shipmentKey: "1",
      fulfillmentOrders: [{ id: ID, lines, isUnnamed: true }],
      tracking: [],
      notifyCustomer: false,
      shipmentPieces: [],
    };
    shopify.answerWith(json({ data: { fulfillmentCreate: null } }));
    await storefront.apply(SHOP.id, step);
    expect(shopify.seen.at(-1)?.body["variables"]).toEqual({
      fulfillment: {
        lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: ID }],
        notifyCustomer: false,
      },
    });
  });
});

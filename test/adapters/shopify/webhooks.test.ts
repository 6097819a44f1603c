import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import {
  receiveShopifyWebhook,
  type ShopEvents,
} from "../../../app/adapters/shopify/webhooks/receive-webhook.ts";
import { TOPICS } from "../../../app/adapters/shopify/webhooks/topics.ts";
import type { FromShopify } from "../../../app/adapters/shopify/webhooks/verify-webhook.ts";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { instantOf } from "../../../app/domain/instant.ts";

const NOW = instantOf(Date.UTC(2026, 10, 21));
const ORDER = "gid://shopify/Order/450789469";

let calls: unknown[][];
let lines: string[];
let failing: boolean;

function recordingEvents(): ShopEvents {
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      if (failing) return Promise.reject(new Error("no database"));
      calls.push([name, ...args]);
      return Promise.resolve();
    };
  return {
    uninstalled: note("uninstalled"),
    scopesChanged: note("scopesChanged"),
    customerDataRequested: note("customerDataRequested"),
    customerRedacted: note("customerRedacted"),
    shopRedacted: note("shopRedacted"),
    orderChanged: note("orderChanged"),
  };
}

const receive = (request: FromShopify) =>
  receiveShopifyWebhook({
    events: recordingEvents(),
    wakeOwner: (domain, ids) => {
      calls.push(["wakeOwner", domain, ids]);
      return Promise.resolve();
    },
    secrets: ["current-secret", "previous-secret"],
    cryptography,
    clock: { now: () => NOW },
    log: {
      info: (event) => lines.push(event),
      warn: (event) => lines.push(event),
      error: (event) => lines.push(event),
    },
  })(request);

function signed(topic: string, payload: unknown, secret = "current-secret"): FromShopify {
  const body = Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload));
  return {
    method: "POST",
    body,
    headers: {
      "x-shopify-topic": topic,
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
      "x-shopify-shop-domain": "acme.myshopify.com",
      "x-shopify-webhook-id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
      "x-shopify-api-version": "2026-10",
      "x-shopify-triggered-at": "2026-11-21T01:02:03.456789Z",
    },
  };
}

const withHeader = (request: FromShopify, name: string, value: string): FromShopify => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

beforeEach(() => {
  calls = [];
  lines = [];
  failing = false;
});

describe("who may send a webhook", () => {
  const request = signed("shop/redact", {});

  it("the current client secret is accepted", async () => {
    expect(await receive(request)).toEqual({ status: 200 });
  });

  it("the previous client secret is accepted while Shopify rotates it", async () => {
    expect(await receive(signed("shop/redact", {}, "previous-secret"))).toEqual({ status: 200 });
  });

  it.each([
    ["another secret", signed("shop/redact", {}, "stolen")],
    ["a changed body", { ...request, body: Buffer.from('{ "shop_id":1}') }],
    ["a signature in hex", withHeader(request, "x-shopify-hmac-sha256", "00ff")],
    ["two signatures in one header", withHeader(request, "x-shopify-hmac-sha256", "a, b")],
  ])("%s is answered 401 and does nothing", async (_name, forged) => {
    expect(await receive(forged)).toEqual({ status: 401 });
    expect(calls).toEqual([]);
  });

  it.each([
    "x-shopify-hmac-sha256",
    "x-shopify-topic",
    "x-shopify-shop-domain",
    "x-shopify-webhook-id",
  ])("without %s it is answered 400", async (name) => {
    expect(await receive(withHeader(request, name, ""))).toEqual({ status: 400 });
  });

  it("anything but POST is answered 405", async () => {
    expect(await receive({ ...request, method: "GET" })).toEqual({ status: 405 });
  });

  it.each(["evil.com", "acme.myshopify.com.evil.com", "ACME.myshopify.com", "a/b.myshopify.com"])(
    "the domain %s is answered 400 even when signed (T4)",
    async (domain) => {
      expect(await receive(withHeader(request, "x-shopify-shop-domain", domain))).toEqual({
        status: 400,
      });
    },
  );

  it("a signed body that is no JSON is answered 400", async () => {
    expect(await receive(signed("orders/create", "<html>"))).toEqual({ status: 400 });
  });
});

describe("what a webhook leads to", () => {
  const fulfillmentOrder = (n: number) => ({ id: `gid://shopify/FulfillmentOrder/${String(n)}` });

  it.each([
    ["app/uninstalled", { id: 1 }, ["uninstalled", "2026-11-21T01:02:03.456Z"]],
    ["app/scopes_update", { previous: ["a"], current: ["a", "b"] }, ["scopesChanged", ["a", "b"]]],
    [
      "customers/data_request",
      { orders_requested: [450789469] },
      ["customerDataRequested", [ORDER]],
    ],
    ["customers/redact", { orders_to_redact: [450789469] }, ["customerRedacted", [ORDER]]],
    ["customers/redact", { customer: { id: 1 } }, ["customerRedacted", []]],
    ["shop/redact", { shop_id: 1 }, ["shopRedacted"]],
    [
      "orders/create",
      { id: 450789469, name: "#1001" },
      ["orderChanged", { orderId: ORDER, name: "#1001", newFulfillmentId: null }],
    ],
    [
      "orders/create",
      { id: 450789469 },
      ["orderChanged", { orderId: ORDER, name: null, newFulfillmentId: null }],
    ],
    [
      "orders/cancelled",
      { id: 450789469 },
      ["orderChanged", { orderId: ORDER, name: null, newFulfillmentId: null }],
    ],
    [
      "orders/edited",
      { order_edit: { id: 7, order_id: 450789469 } },
      ["orderChanged", { orderId: ORDER, name: null, newFulfillmentId: null }],
    ],
    [
      "refunds/create",
      { id: 8, order_id: 450789469 },
      ["orderChanged", { orderId: ORDER, name: null, newFulfillmentId: null }],
    ],
    [
      "fulfillments/create",
      { id: 9, order_id: 450789469 },
      [
        "orderChanged",
        { orderId: ORDER, name: null, newFulfillmentId: "gid://shopify/Fulfillment/9" },
      ],
    ],
    [
      "fulfillments/update",
      { id: 9, order_id: 450789469 },
      ["orderChanged", { orderId: ORDER, name: null, newFulfillmentId: null }],
    ],
    [
      "fulfillment_orders/order_routing_complete",
      { fulfillment_order: fulfillmentOrder(1) },
      ["wakeOwner", [fulfillmentOrder(1).id]],
    ],
    [
      "fulfillment_orders/moved",
      {
        original_fulfillment_order: fulfillmentOrder(1),
        moved_fulfillment_order: fulfillmentOrder(2),
      },
      ["wakeOwner", [fulfillmentOrder(1).id, fulfillmentOrder(2).id]],
    ],
    [
      "fulfillment_holds/released",
      { fulfillment_order: fulfillmentOrder(3) },
      ["wakeOwner", [fulfillmentOrder(3).id]],
    ],
  ])("%s %j", async (topic, payload, [name, ...args]) => {
    expect(await receive(signed(topic, payload))).toEqual({ status: 200 });
    expect(calls).toEqual([[name, "acme.myshopify.com", ...args]]);
  });

  it.each(TOPICS)("%s with an empty payload is taken without an error", async (topic) => {
    expect(await receive(signed(topic, {}))).toEqual({ status: 200 });
  });

  it("a topic that we do not know is taken, and said", async () => {
    expect(await receive(signed("products/create", {}))).toEqual({ status: 200 });
    expect(lines).toEqual(["shopify_webhook.unknown_topic"]);
    expect(calls).toEqual([]);
  });

  it("what could not be made durable is thrown, so that Shopify sends it again", async () => {
    failing = true;
    await expect(receive(signed("app/uninstalled", {}))).rejects.toThrow("no database");
  });
});

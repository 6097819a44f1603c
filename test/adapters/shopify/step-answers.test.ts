import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adminClient } from "../../../app/adapters/shopify/admin/admin-client.ts";
import { shopifyStorefront } from "../../../app/adapters/shopify/storefront/storefront.ts";
import type { Step } from "../../../app/domain/plan/step.ts";
import type { Storefront } from "../../../app/pipeline/ports.ts";
import { createShopify } from "../../../app/shopify.server.ts";
import { json, type Script, type ScriptedShopify, scriptedShopify } from "./scripted-shopify.ts";
import { memoryParts, offlineSession, settings, SHOP } from "./shopify-parts.ts";

const STEP: Step = {
  kind: "create_fulfillment",
  key: "shipment:1",
  shipmentKey: "1",
  fulfillmentOrders: [
    {
      id: "gid://shopify/FulfillmentOrder/1",
      lines: [{ id: "gid://shopify/FulfillmentOrderLineItem/1", quantity: 2 }],
    },
  ],
  tracking: [{ number: "1Z", company: "UPS", url: null }],
  notifyCustomer: true,
  shipmentPieces: [{ lineItemId: "gid://shopify/LineItem/1", quantity: 2 }],
};

const cost = (available: number) => ({
  requestedQueryCost: 11,
  actualQueryCost: null,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate: 100 },
});
const payload = (fulfillmentCreate: unknown) => json({ data: { fulfillmentCreate } });
const userError = (message: string) =>
  payload({ fulfillment: null, userErrors: [{ field: ["fulfillment"], message }] });
const topLevel = (message: string, code: string | null, data?: unknown) =>
  json({
    ...(data === undefined ? {} : { data }),
    errors: [{ message, ...(code === null ? {} : { extensions: { code } }) }],
  });
const status =
  (code: number, headers: Record<string, string> = {}): Script =>
  (_request, response) => {
    response.writeHead(code, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ errors: "as it is" }));
  };
const body =
  (type: string, text: string): Script =>
  (_request, response) => {
    response.writeHead(200, { "content-type": type }).end(text);
  };
const reset: Script = (_request, response) => {
  response.destroy();
};
const cut: Script = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
  response.write('{"data":');
  setImmediate(() => response.destroy());
};

const ANSWERS: readonly (readonly [name: string, script: Script, expected: object])[] = [
  [
    "a fulfillment",
    payload({ fulfillment: { id: "gid://shopify/Fulfillment/9" }, userErrors: [] }),
    { outcome: "done", resultId: "gid://shopify/Fulfillment/9" },
  ],
  [
    "THROTTLED with an empty bucket",
    json({
      errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
      extensions: { cost: cost(1) },
    }),
    { outcome: "throttled", retryAfterMilliseconds: 100 },
  ],
  [
    "THROTTLED without figures",
    topLevel("Throttled", "THROTTLED"),
    { outcome: "throttled", retryAfterMilliseconds: 1000 },
  ],
  [
    "429",
    status(429, { "retry-after": "2.0" }),
    { outcome: "throttled", retryAfterMilliseconds: 2000 },
  ],
  ["429 without a time", status(429), { outcome: "throttled", retryAfterMilliseconds: 1000 }],
  [
    "a closed fulfillment order",
    userError("Fulfillment order 1 has an unfulfillable status= closed."),
    { outcome: "moved" },
  ],
  [
    "a quantity that is gone",
    userError("Invalid fulfillment order line item quantity requested."),
    { outcome: "moved" },
  ],
  [
    "a fulfillment order that is gone",
    userError("Fulfillment order does not exist."),
    { outcome: "moved" },
  ],
  ["any other user error", userError("The tracking company is too long."), { outcome: "refused" }],
  [
    "a rejected variable",
    topLevel("Variable $x is wrong", "INVALID_VARIABLE"),
    { outcome: "refused" },
  ],
  [
    "a rejected document",
    topLevel("Field 'x' doesn't exist", "undefinedField"),
    { outcome: "refused" },
  ],
  [
    "a query that costs too much",
    topLevel("Query cost is 1293", "MAX_COST_EXCEEDED"),
    { outcome: "refused" },
  ],
  [
    "an invalid id",
    topLevel("invalid id", "RESOURCE_NOT_FOUND", { fulfillmentCreate: null }),
    { outcome: "refused" },
  ],
  [
    "missing access",
    topLevel("Access denied", "ACCESS_DENIED", { fulfillmentCreate: null }),
    { outcome: "parked" },
  ],
  ["401", status(401), { outcome: "parked" }],
  ["402", status(402), { outcome: "parked" }],
  ["403", status(403), { outcome: "parked" }],
  ["423", status(423), { outcome: "parked" }],
  ["a redirect", status(307, { location: "/elsewhere" }), { outcome: "unknown" }],
  ["400", status(400), { outcome: "unknown" }],
  ["404", status(404), { outcome: "unknown" }],
  ["500", status(500), { outcome: "unknown" }],
  ["502", status(502), { outcome: "unknown" }],
  ["503", status(503), { outcome: "unknown" }],
  ["504", status(504), { outcome: "unknown" }],
  [
    "INTERNAL_SERVER_ERROR",
    topLevel("Internal error. Looks like something went wrong.", "INTERNAL_SERVER_ERROR", {
      fulfillmentCreate: null,
    }),
    { outcome: "unknown" },
  ],
  ["an error without a code", topLevel("something", null), { outcome: "unknown" }],
  ["data: null", json({ data: null }), { outcome: "unknown" }],
  ["no data at all", json({}), { outcome: "unknown" }],
  ["a null payload", payload(null), { outcome: "unknown" }],
  [
    "a payload without a result",
    payload({ fulfillment: null, userErrors: [] }),
    { outcome: "unknown" },
  ],
  ["a JSON list", body("application/json", "[]"), { outcome: "unknown" }],
  ["broken JSON", body("application/json", '{"data":{"fulfil'), { outcome: "unknown" }],
  [
    "an HTML page with 200",
    body("text/html", "<h1>Something went wrong</h1>"),
    { outcome: "unknown" },
  ],
  ["a connection reset", reset, { outcome: "unknown" }],
  ["an answer cut off", cut, { outcome: "unknown" }],
];

describe("S77: what an answer to a step means", () => {
  let shopify: ScriptedShopify;
  let storefront: Storefront;

  beforeAll(async () => {
    shopify = await scriptedShopify();
  });
  afterAll(() => shopify.close());

  const storefrontWith = async (timeoutMilliseconds: number): Promise<Storefront> => {
    const parts = memoryParts();
    await parts.sessionStorage.storeSession(offlineSession(60));
    const { api, sessions } = createShopify(settings(shopify.url), parts);
    const { budget } = parts;
    const urgency = "effect";
    const admin = adminClient({ api, sessions, budget, urgency, timeoutMilliseconds });
    return shopifyStorefront(admin, {
      nameOf: () => Promise.resolve(SHOP),
      mayReadCustomers: () => Promise.resolve(false),
      customReferenceOf: () => Promise.resolve({ kind: "tag", prefix: "" }),
    });
  };
  beforeEach(async () => {
    storefront = await storefrontWith(10_000);
  });
  let sent = 0;
  beforeEach(() => {
    sent = shopify.seen.length;
  });
  afterEach(() => {
    expect(shopify.seen.length - sent, "a step is sent once").toBe(1);
  });

  it.each(ANSWERS)("%s", async (_name, script, expected) => {
    shopify.answerWith(script);
    expect(await storefront.apply(SHOP.id, STEP)).toMatchObject(expected);
  });

  it("silence is given up after the time-out, and nothing is known", async () => {
    shopify.answerWith(() => undefined);
    const impatient = await storefrontWith(500);
    expect(await impatient.apply(SHOP.id, STEP)).toMatchObject({ outcome: "unknown" });
  });

  it("a step goes to the shop's own host with its token, every line named", async () => {
    shopify.answerWith(
      payload({ fulfillment: { id: "gid://shopify/Fulfillment/9" }, userErrors: [] }),
    );
    await storefront.apply(SHOP.id, STEP);
    const request = shopify.seen.at(-1);
    expect(request).toMatchObject({
      host: SHOP.domain,
      path: "/admin/api/2026-10/graphql.json",
      token: "first-token",
    });
    expect(request?.body["variables"]).toEqual({
      fulfillment: {
        lineItemsByFulfillmentOrder: [
          {
            fulfillmentOrderId: "gid://shopify/FulfillmentOrder/1",
            fulfillmentOrderLineItems: [
              { id: "gid://shopify/FulfillmentOrderLineItem/1", quantity: 2 },
            ],
          },
        ],
        notifyCustomer: true,
        trackingInfo: { company: "UPS", numbers: ["1Z"] },
      },
    });
  });
});

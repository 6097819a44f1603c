import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopifySimulator } from "../../sandbox/shopify/start.ts";
import { CREATE, READ, openShop, ship, start } from "./simulator.ts";

let simulator: ShopifySimulator;
beforeAll(async () => {
  simulator = await start();
});
afterAll(() => simulator.close());

describe("what the Admin API says of a request before it runs it", () => {
  it("refuses a field that the schema does not have, with no data and no cost", async () => {
    const shop = await openShop(simulator, "unknown-field");
    const answer = await shop.graphql("query Q { shop { nope } }");
    expect(answer).toEqual({
      errors: [
        {
          message: "Field 'nope' doesn't exist on type 'Shop'",
          locations: [{ line: 1, column: 18 }],
          path: ["query Q", "shop", "nope"],
          extensions: { code: "undefinedField", typeName: "Shop", fieldName: "nope" },
        },
      ],
    });
  });

  it("names every problem of a variable and its path", async () => {
    const shop = await openShop(simulator, "bad-variable");
    const { data, errors } = await shop.graphql(CREATE, {
      fulfillment: { lineItemsByFulfillmentOrder: [{}], nope: 1 },
    });
    expect(data).toBeUndefined();
    expect(errors[0].extensions.code).toBe("INVALID_VARIABLE");
    expect(errors[0].extensions.problems).toEqual([
      { path: ["nope"], explanation: "Field is not defined on FulfillmentInput" },
      {
        path: ["lineItemsByFulfillmentOrder", 0, "fulfillmentOrderId"],
        explanation: "Expected value to not be null",
      },
    ]);
  });

  it("asks the recorded cost of a fulfillment, and charges what was there", async () => {
    const shop = await openShop(simulator, "cost");
    const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
    const shipped = ship(order.fulfillmentOrders[0].id, { trackingInfo: { number: "A" } });
    const { extensions } = await shop.graphql(CREATE, shipped);
    expect(extensions.cost.requestedQueryCost).toBe(11);
    expect(extensions.cost.actualQueryCost).toBe(11);
  });

  it("refuses a query over 1,000 points without a cost beside it", async () => {
    const shop = await openShop(simulator, "max-cost");
    const { errors, extensions } = await shop.graphql(
      "{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } fulfillmentOrders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } } } } } }",
    );
    expect(errors[0].extensions).toMatchObject({ code: "MAX_COST_EXCEEDED", maxCost: 1000 });
    expect(extensions).toBeUndefined();
  });

  it("throttles in a 200 when the bucket is empty, and lets in again as it refills", async () => {
    let now = Date.parse("2026-11-21T12:00:00Z");
    const still = await start({ now: () => now });
    const shop = await openShop(still, "throttled");
    const heavy =
      "{ orders(first: 250) { nodes { fulfillmentOrders(first: 50) { nodes { id } } } } }";
    let answer = await shop.graphql(heavy);
    while (!("errors" in answer)) answer = await shop.graphql(heavy);
    expect(answer.errors[0].extensions.code).toBe("THROTTLED");
    const { requestedQueryCost, throttleStatus, actualQueryCost } = answer.extensions.cost;
    expect(actualQueryCost).toBeNull();
    expect(throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 });
    now += ((requestedQueryCost - throttleStatus.currentlyAvailable) / 100) * 1_000;
    expect((await shop.graphql(heavy)).errors).toBeUndefined();
    const spending = await shop.control("GET", "spending");
    expect(spending).toMatchObject({ at: now, throttled: 1, maximum: 2000, restoreRate: 100 });
    await still.close();
  });

  it("does not hold back the admin itself, whose clicks no app's bucket pays for", async () => {
    const shop = await openShop(simulator, "admin");
    for (let made = 0; made < 210; made += 1) await shop.order([{ sku: "MUG", quantity: 1 }]);
    expect(await shop.control("GET", "spending")).toMatchObject({ points: 0, throttled: 0 });
  });

  it("gives each plan its own bucket", async () => {
    const shop = await openShop(simulator, "plus-plan", { plan: "plus" });
    const { extensions } = await shop.graphql("{ shop { name } }");
    expect(extensions.cost.throttleStatus).toMatchObject({
      maximumAvailable: 20_000,
      restoreRate: 1_000,
    });
  });
});

describe("access scopes", () => {
  it("denies a field beside good data", async () => {
    const shop = await openShop(simulator, "denied");
    const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
    await shop.control("POST", `orders/${order.name.slice(1)}/hold`);
    const { data, errors } = await shop.graphql(
      "query Q($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { fulfillmentHolds { reason heldByApp { id } } } } } }",
      { id: order.id },
    );
    expect(data.order.fulfillmentOrders.nodes[0].fulfillmentHolds).toEqual([
      { reason: "OTHER", heldByApp: null },
    ]);
    expect(errors[0].extensions.code).toBe("ACCESS_DENIED");
    expect(errors[0].message).toBe(
      "Access denied for heldByApp field. Required access: `read_apps` access scope.",
    );
  });

  it("shows empty lists where fulfillment order scopes are missing", async () => {
    const shop = await openShop(simulator, "no-scopes", { scopes: ["read_orders"] });
    const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
    const { data, errors } = await shop.graphql(
      "query Q($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { id } } } }",
      { id: order.id },
    );
    expect(errors).toBeUndefined();
    expect(data.order.fulfillmentOrders.nodes).toEqual([]);
  });

  it("denies a mutation whose scope is missing and changes nothing", async () => {
    const shop = await openShop(simulator, "read-only", {
      scopes: ["read_orders", "read_merchant_managed_fulfillment_orders"],
    });
    const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
    const { data, errors } = await shop.graphql(CREATE, ship(order.fulfillmentOrders[0].id));
    expect(data).toEqual({ fulfillmentCreate: null });
    expect(errors[0].extensions.code).toBe("ACCESS_DENIED");
    expect((await shop.graphql(READ, { id: order.id })).data.order.fulfillments).toEqual([]);
  });

  it("answers 401 to a token that it never gave", async () => {
    const shop = await openShop(simulator, "wrong-token");
    expect((await shop.post("{ shop { name } }", {}, "shpat_nope")).status).toBe(401);
  });
});

describe("API versions", () => {
  it("knows reported progress from 2026-04 on", async () => {
    const actions = async (version: string): Promise<string[]> => {
      const shop = await openShop(simulator, `version-${version}`, { version });
      const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
      const { data } = await shop.graphql(READ, { id: order.id });
      return data.order.fulfillmentOrders.nodes.flatMap((node) =>
        node.supportedActions.map(({ action }) => action),
      );
    };
    expect(await actions("2026-10")).toContain("REPORT_PROGRESS");
    expect(await actions("2025-10")).not.toContain("REPORT_PROGRESS");
  });

  it("demands @idempotent on refunds", async () => {
    const shop = await openShop(simulator, "idempotent");
    const { errors } = await shop.graphql(
      'mutation { refundCreate(input: { orderId: "gid://shopify/Order/1" }) { userErrors { message } } }',
    );
    expect(errors[0].message).toContain("The @idempotent directive is required");
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shopifyStorefront } from "../../../app/adapters/shopify/storefront/storefront.ts";
import type { Storefront } from "../../../app/pipeline/ports.ts";
import { createShopify } from "../../../app/shopify.server.ts";
import {
  fulfillment,
  fulfillmentOrder,
  gid,
  ID,
  named,
  order,
  range,
  shopOf,
} from "./order-pages.ts";
import { answeredFrom } from "./schema-shopify.ts";
import { json, type ScriptedShopify, scriptedShopify } from "./scripted-shopify.ts";
import { memoryParts, offlineSession, settings, SHOP } from "./shopify-parts.ts";

describe("the storefront's reads", () => {
  let shopify: ScriptedShopify;
  let storefront: Storefront;
  let custom: Parameters<typeof shopifyStorefront>[1]["customReferenceOf"];

  beforeAll(async () => {
    shopify = await scriptedShopify();
  });
  afterAll(() => shopify.close());
  beforeEach(async () => {
    const parts = memoryParts();
    await parts.sessionStorage.storeSession(offlineSession(60));
    custom = () => Promise.resolve({ kind: "metafield", namespace: "custom", key: "oms_id" });
    storefront = shopifyStorefront(createShopify(settings(shopify.url), parts).admin, {
      nameOf: (id) => Promise.resolve(id === SHOP.id ? SHOP : null),
      mayReadCustomers: () => Promise.resolve(false),
      customReferenceOf: (id) => custom(id),
    });
  });

  const found = async () => {
    const search = await storefront.read(SHOP.id, ID);
    if (search.outcome !== "found") throw new Error(`not found but ${search.outcome}`);
    return search.order;
  };

  it("an ordinary order is read with one call", async () => {
    shopify.answerWith(
      answeredFrom(
        shopOf([
          order({
            fulfillmentOrders: [fulfillmentOrder(1, 2), fulfillmentOrder(2, 1)],
            fulfillments: [fulfillment(1, { lines: 1, sources: 1, events: 1 })],
          }),
        ]),
      ),
    );
    const before = shopify.seen.length;
    expect(await found()).toMatchObject({
      id: ID,
      name: "#1001",
      fulfillmentStatus: "UNFULFILLED",
      cancelledAt: null,
      closedAt: "2026-11-20T10:00:00.000Z",
      updatedAt: "2026-11-20T09:00:00.500Z",
      fulfillmentOrders: [
        {
          supportedActions: ["CREATE_FULFILLMENT", "SPLIT"],
          locationId: "gid://shopify/Location/1",
          locationName: "Main",
          deliveryMethod: "SHIPPING",
          lines: [
            { sku: "SKU-1", barcode: "401", remainingQuantity: 1 },
            { sku: null, barcode: null },
          ],
        },
        {
          locationId: null,
          deliveryMethod: null,
          holds: [{ handle: "handoff-2" }, { handle: null }, { handle: null }],
        },
      ],
      fulfillments: [
        {
          tracking: [{ number: "1Z", company: "UPS", url: null }],
          lines: [{ lineItemId: "gid://shopify/LineItem/1", quantity: 1 }],
          fulfillmentOrderIds: ["gid://shopify/FulfillmentOrder/1"],
          events: [{ status: "IN_TRANSIT", happenedAt: "2026-11-20T10:00:00.000Z", message: null }],
        },
      ],
    });
    expect(shopify.seen.length - before).toBe(1);
  });

  it("an order with 600 lines, 25 fulfillment orders and long fulfillments is read whole", async () => {
    const fulfillmentOrders = [
      fulfillmentOrder(1, 600),
      ...range(24).map((n) => fulfillmentOrder(n + 1, 21)),
    ];
    const fulfillments = [
      fulfillment(1, { lines: 512, sources: 60, events: 300 }),
      fulfillment(2, { lines: 20, sources: 5, events: 20 }),
    ];
    const byId = (nodes: readonly { readonly id: string }[]) => (wanted: { id: string }) =>
      nodes.find(({ id }) => id === wanted.id) ?? null;
    shopify.answerWith(
      answeredFrom({
        ...shopOf([order({ fulfillmentOrders, fulfillments })]),
        fulfillmentOrder: byId(fulfillmentOrders),
        fulfillment: byId(fulfillments),
      }),
    );
    const view = await found();
    expect(view.fulfillmentOrders.map(({ lines }) => lines.length)).toEqual([
      600,
      ...range(24).map(() => 21),
    ]);
    expect(new Set(view.fulfillmentOrders[0]?.lines.map(({ id }) => id)).size).toBe(600);
    expect(
      view.fulfillments.map((f) => [f.lines.length, f.fulfillmentOrderIds.length, f.events.length]),
    ).toEqual([
      [512, 60, 300],
      [20, 5, 20],
    ]);
  });

  it("an order with more fulfillments than can be read is not read in part", async () => {
    const fulfillments = range(250).map((n) => fulfillment(n, { lines: 1, sources: 1, events: 0 }));
    shopify.answerWith(answeredFrom(shopOf([order({ fulfillmentOrders: [], fulfillments })])));
    expect(await storefront.read(SHOP.id, ID)).toMatchObject({ outcome: "unreachable" });
  });

  it("values newer than this code are read as they are", async () => {
    const answer = {
      ...named(1, "#1001"),
      displayFulfillmentStatus: "TELEPORTED",
      fulfillmentOrders: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
      fulfillments: [],
    };
    shopify.answerWith(json({ data: { order: answer } }));
    expect((await found()).fulfillmentStatus).toBe("TELEPORTED");
  });

  it("a field that we may not see spoils nothing else", async () => {
    const answer = {
      ...named(1, "#1001"),
      fulfillmentOrders: { nodes: [], pageInfo: { hasNextPage: false } },
      fulfillments: [],
    };
    shopify.answerWith(
      json({
        data: { order: answer },
        errors: [{ message: "Access denied", extensions: { code: "ACCESS_DENIED" } }],
      }),
    );
    expect((await found()).name).toBe("#1001");
  });

  it("an order that has gone is not found", async () => {
    shopify.answerWith(answeredFrom(shopOf([])));
    expect(await storefront.read(SHOP.id, ID)).toEqual({ outcome: "not_found" });
  });

  it("a shop that is not installed is parked", async () => {
    expect(await storefront.read("01993d5e-0000-7000-8000-00000000000f", ID)).toMatchObject({
      outcome: "parked",
    });
  });

  describe("finding an order", () => {
    const find = (kind: "id" | "name" | "custom" | "tracking", value: string) =>
      storefront.find(SHOP.id, { kind, value });
    const name = async (value: string) => {
      const search = await find("name", value);
      return search.outcome === "found" ? search.order.id : search.outcome;
    };

    it.each(["1", ID, " 1 "])("by Shopify's id %j", async (value) => {
      shopify.answerWith(answeredFrom(shopOf([named(1, "#1001")])));
      expect(await find("id", value)).toMatchObject({ outcome: "found", order: { id: ID } });
    });

    it.each(["0", "00123", "gid://shopify/Product/1", "#1", "1 OR 1", ""])(
      "%j is no id, and Shopify is not asked",
      async (value) => {
        const before = shopify.seen.length;
        expect(await find("id", value)).toEqual({ outcome: "not_found" });
        expect(shopify.seen.length).toBe(before);
      },
    );

    it("by its exact name, among those that the search returns beside it", async () => {
      shopify.answerWith(
        answeredFrom(shopOf([named(1, "#1001"), named(2, "#10010"), named(3, "#1001-B")])),
      );
      expect(await name("#1001")).toBe(gid("Order", 1));
      expect(await name("#1001-B")).toBe(gid("Order", 3));
    });

    it("by its name without the shop's prefix, and by no other part of it", async () => {
      shopify.answerWith(answeredFrom(shopOf([named(1, "#1001"), named(2, "EU-2002")])));
      expect(await name("1001")).toBe(gid("Order", 1));
      expect(await name("2002")).toBe("not_found");
    });

    it("two orders of one name are ambiguous, never guessed", async () => {
      shopify.answerWith(answeredFrom(shopOf([named(1, "#1001"), named(2, "#1001")])));
      expect(await find("name", "#1001")).toEqual({
        outcome: "ambiguous",
        names: ["#1001 (gid://shopify/Order/1)", "#1001 (gid://shopify/Order/2)"],
      });
    });

    it("a name with and one without the prefix are ambiguous for the bare number", async () => {
      shopify.answerWith(answeredFrom(shopOf([named(1, "#1001"), named(2, "1001")])));
      expect(await find("name", "1001")).toMatchObject({ outcome: "ambiguous" });
    });

    it("a name is one phrase of the search, whatever is in it", async () => {
      const queries: string[] = [];
      shopify.answerWith(answeredFrom(shopOf([named(1, "#1001")], queries)));
      await find("name", "1' OR name:'2\\");
      expect(queries[0]).toBe("name:'1\\' OR name:\\'2\\\\'");
    });

    it("a search that Shopify did not understand finds nothing, not everything", async () => {
      shopify.answerWith(
        json({
          data: {
            shop: { orderNumberFormatPrefix: "#", orderNumberFormatSuffix: "" },
            orders: { nodes: [{ id: ID, name: "#1001", tags: [] }] },
          },
          extensions: {
            search: [
              {
                path: ["orders"],
                query: "x",
                warnings: [
                  {
                    field: "nam",
                    message: "Invalid search field for this query.",
                    code: "invalid_field",
                  },
                ],
              },
            ],
          },
        }),
      );
      expect(await find("name", "#1001")).toMatchObject({ outcome: "unreachable" });
    });

    it("by a value in a metafield", async () => {
      shopify.answerWith(answeredFrom(shopOf([named(1, "#1001", ["A-17"])])));
      expect(await find("custom", "A-17")).toMatchObject({ outcome: "found", order: { id: ID } });
      expect(shopify.seen.at(-2)?.body["variables"]).toEqual({
        identifier: { customId: { namespace: "custom", key: "oms_id", value: "A-17" } },
      });
      expect(await find("custom", "A-18")).toEqual({ outcome: "not_found" });
    });

    it("by no metafield where the shop has not defined it as an id", async () => {
      const message = "Metafield definition of type 'id' is required when using custom ids.";
      shopify.answerWith(
        json({
          data: { orderByIdentifier: null },
          errors: [{ message, path: ["orderByIdentifier"], extensions: { code: "NOT_FOUND" } }],
        }),
      );
      expect(await find("custom", "A-17")).toEqual({ outcome: "not_found" });
    });

    it("by a tag with a prefix, compared whole", async () => {
      custom = () => Promise.resolve({ kind: "tag", prefix: "oms-" });
      shopify.answerWith(
        answeredFrom(shopOf([named(1, "#1001", ["OMS-17"]), named(2, "#1002", ["oms-171"])])),
      );
      expect(await find("custom", "17")).toMatchObject({ outcome: "found", order: { id: ID } });
    });

    it("a tracking number is nothing that Shopify could find", async () => {
      expect(await find("tracking", "1Z")).toEqual({ outcome: "not_found" });
    });
  });
});

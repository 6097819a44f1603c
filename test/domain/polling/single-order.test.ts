import { describe, expect, it } from "vitest";

import { checkPoller } from "../../../app/domain/polling/definition/check-poller.ts";
import { singleOrder } from "../../../app/domain/polling/single-order.ts";
import { simulatedOms } from "./definitions.ts";

const NAMES = {
  records: [
    { feed: "orders", id: "SO-1" },
    { feed: "shipments", id: "SH-9" },
  ],
  names: ["#1001", "WEB-1001"],
  shopifyId: "42",
  tracking: ["1Z1"],
};
const UNREAD = { ...NAMES, records: [] };
const { openSet: _, ...LISTS_ONLY } = simulatedOms;
const [FEED] = LISTS_ONLY.feeds;

function asking(query: Readonly<Record<string, string>>) {
  return { ...LISTS_ONLY, single: { feed: "orders", request: { url: "/one", query } } };
}

describe("asking a source about one order", () => {
  it("goes by the ids of its own records, those of the feed that is asked", () => {
    expect(singleOrder(simulatedOms, NAMES)?.asks).toMatchObject([{ id: "SO-1", ids: ["SO-1"] }]);
  });

  it("goes by every name that the order has, with and without its sign", () => {
    const single = singleOrder(asking({ number: "{order_number}" }), UNREAD);
    expect(single?.asks.map((values) => values["order_number"])).toEqual(["1001", "WEB-1001"]);
  });

  it("asks once by what is the same for all names", () => {
    expect(singleOrder(asking({ shop: "{shopify_id}" }), UNREAD)?.asks).toHaveLength(1);
  });

  it("goes by the details of a list that only names its records", () => {
    if (FEED === undefined) throw new Error("the definition has a feed");
    const named = { ...FEED, detail: { request: { url: "/api/orders/{id}" } } };
    const single = singleOrder({ ...LISTS_ONLY, feeds: [named] }, NAMES);
    expect(single?.definition.openSet).toMatchObject({ request: { url: "/api/orders/{id}" } });
    expect(single?.asks).toMatchObject([{ id: "SO-1" }]);
  });

  it.each([
    ["whose lists alone can be asked", LISTS_ONLY, NAMES],
    ["of which no record was read", simulatedOms, UNREAD],
    [
      "that Shopify does not know, by Shopify's id",
      asking({ shop: "{shopify_id}" }),
      { ...NAMES, shopifyId: null },
    ],
  ])("is not done for an order %s: a request without its name would ask for all", (_n, by, of) => {
    expect(singleOrder(by, of)).toBeNull();
  });

  it("is refused in a definition whose request names no order, or whose feed is none", () => {
    const wrong = {
      ...LISTS_ONLY,
      single: { feed: "parcels", request: { url: "/api/orders", query: { limit: "{limit}" } } },
    };
    const checked = checkPoller(wrong);
    expect("problems" in checked ? checked.problems.map(({ at }) => at) : []).toEqual([
      "single.feed",
      "single.request",
    ]);
  });
});

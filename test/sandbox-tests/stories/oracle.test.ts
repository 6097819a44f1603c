import { describe, expect, it } from "vitest";
import type { Observation, StoreFulfillment } from "../../sandbox/stories/oracle/observation.ts";
import { isClean, judge } from "../../sandbox/stories/oracle/verdict.ts";

const FULFILLMENT: StoreFulfillment = {
  id: "F1",
  orderName: "#1001",
  isLive: true,
  lines: [{ sku: "MUG", quantity: 2 }],
  trackingNumbers: ["T1"],
  events: [],
};

/** One order, one told shipment, one fulfillment, one notice: all well. */
const WELL: Observation = {
  orders: [
    {
      name: "#1001",
      shipments: [
        {
          id: "S1",
          status: "shipped",
          lines: [{ sku: "MUG", quantity: 2 }],
          trackingNumbers: ["T1"],
        },
      ],
    },
  ],
  events: [
    { id: "e1", shipmentId: "S1", status: "shipped", trackingNumbers: ["T1"], acknowledged: true },
  ],
  fulfillments: [FULFILLMENT],
  notices: [{ kind: "fulfillment", fulfillmentId: "F1", trackingNumbers: ["T1"] }],
  messages: [{ eventId: "e1", state: "applied", reason: "" }],
};

const SHIPMENT = WELL.orders[0]?.shipments[0];

function withShipment(change: object): Observation {
  return { ...WELL, orders: [{ name: "#1001", shipments: [{ ...SHIPMENT, ...change } as never] }] };
}

describe("the oracle of the stories", () => {
  it("finds nothing where both sides agree", () => {
    expect(isClean(judge(WELL))).toBe(true);
  });

  it.each([
    ["an acknowledged event that is not in the inbox", { ...WELL, messages: [] }],
    [
      "an acknowledged event that is still on its way",
      { ...WELL, messages: [{ eventId: "e1", state: "planned", reason: "" }] },
    ],
    ["a shipment without a fulfillment", { ...WELL, fulfillments: [] }],
    [
      "a shipment of which one piece is missing",
      { ...WELL, fulfillments: [{ ...FULFILLMENT, lines: [{ sku: "MUG", quantity: 1 }] }] },
    ],
    [
      "a number that was corrected in the OMS alone",
      {
        ...withShipment({ trackingNumbers: ["T2"] }),
      },
    ],
    ["a cancelled shipment that still stands", withShipment({ status: "shipment_cancelled" })],
    ["a delivery that the storefront does not show", withShipment({ status: "delivered" })],
  ] as const)("counts %s as lost", (_what, observation) => {
    expect(judge(observation).lost).toHaveLength(1);
  });

  it.each([
    ["two live fulfillments of one shipment", { ...FULFILLMENT, id: "F2" }],
    ["a second one that was cancelled later", { ...FULFILLMENT, id: "F2", isLive: false }],
    ["a fulfillment that no shipment asked for", { ...FULFILLMENT, id: "F2", trackingNumbers: [] }],
  ])("counts %s as a duplicate fulfillment", (_what, second) => {
    const verdict = judge({ ...WELL, fulfillments: [FULFILLMENT, second] });
    expect(verdict.duplicateFulfillments).toHaveLength(1);
  });

  it("counts a second notice of one shipment, also when it came with another fulfillment of it", () => {
    const half = (id: string): StoreFulfillment => ({
      ...FULFILLMENT,
      id,
      lines: [{ sku: "MUG", quantity: 1 }],
    });
    const notice = (fulfillmentId: string) => ({
      kind: "fulfillment",
      fulfillmentId,
      trackingNumbers: ["T1"],
    });
    const twoPlaces = { ...WELL, fulfillments: [half("F1"), half("F2")] };
    expect(isClean(judge({ ...twoPlaces, notices: [notice("F1")] }))).toBe(true);
    expect(
      judge({ ...twoPlaces, notices: [notice("F1"), notice("F2")] }).duplicateNotices,
    ).toHaveLength(1);
  });
});

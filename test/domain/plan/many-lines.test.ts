import { describe, expect, it } from "vitest";
import { MOST_NAMED_LINES } from "../../../app/domain/plan/step.ts";
import { shipment, update, parcel } from "../order-record/updates.ts";
import { createOf, line, planFor, shipped } from "./situation.ts";
import { fulfillmentOrder, order } from "./views.ts";

const skus = (count: number) => Array.from({ length: count }, (_, index) => `S${String(index)}`);
const piecesOf = (count: number) => Object.fromEntries(skus(count).map((sku) => [sku, 1]));
const viewOf = (count: number) =>
  order({ fulfillmentOrders: [fulfillmentOrder(1, piecesOf(count))] });

describe("a fulfillment order with many lines", () => {
  it("names them all as long as Shopify lets us", () => {
    const [taken] = createOf(
      planFor({ updates: [shipped], view: viewOf(MOST_NAMED_LINES) }),
    ).fulfillmentOrders;
    expect(taken?.lines).toHaveLength(MOST_NAMED_LINES);
    expect(taken).not.toHaveProperty("isUnnamed");
  });

  it("is taken unnamed where there are more, and all are taken", () => {
    const view = viewOf(MOST_NAMED_LINES + 1);
    const [taken] = createOf(planFor({ updates: [shipped], view })).fulfillmentOrders;
    expect(taken).toMatchObject({ isUnnamed: true });
    expect(taken?.lines).toHaveLength(MOST_NAMED_LINES + 1);
  });

  it("is never taken unnamed where a part stays behind", () => {
    const lines = skus(MOST_NAMED_LINES + 1).map((sku) => line(sku, 1));
    const part = update({ shipment: shipment({ packages: [parcel("1Z1")], lines }) });
    const view = viewOf(MOST_NAMED_LINES + 2);
    const policy = { partialShipments: "quiet" } as const;
    const [taken] = createOf(planFor({ updates: [part], view, policy })).fulfillmentOrders;
    expect(taken?.lines).toHaveLength(MOST_NAMED_LINES + 1);
    expect(taken).not.toHaveProperty("isUnnamed");
  });
});

import { describe, expect, it } from "vitest";
import { minute, parcel, shipment, update } from "../order-record/updates.ts";
import { codes, createOf, intent, planFor, shipped } from "./situation.ts";
import { fulfillment, fulfillmentOrder, order } from "./views.ts";

describe("an intent whose outcome is unknown", () => {
  const create = createOf(planFor({ updates: [shipped] }));

  it("is confirmed by the fulfillment that covers its fulfillment orders", () => {
    const closed = fulfillmentOrder(1, { A: 0 }, { status: "CLOSED", supportedActions: [] });
    const ours = fulfillment(7, {
      fulfillmentOrderIds: [closed.id],
      tracking: create.tracking,
      lines: [{ lineItemId: "gid://shopify/LineItem/A", quantity: 2 }],
    });
    const view = order({ fulfillmentOrders: [closed], fulfillments: [ours] });
    const result = planFor({ updates: [shipped], view, intents: [intent(create)] });
    expect(result.settlements).toEqual([{ intentId: "i1", state: "confirmed", resultId: ours.id }]);
    expect(result.steps).toEqual([]);
    expect(result.blocks).toEqual([]);
  });

  it("is confirmed by a fulfillment that the merchant cancelled before we saw it", () => {
    const closed = fulfillmentOrder(1, { A: 0 }, { status: "CLOSED", supportedActions: [] });
    const cancelled = fulfillment(7, {
      status: "CANCELLED",
      fulfillmentOrderIds: [closed.id],
      tracking: create.tracking,
      lines: [{ lineItemId: "gid://shopify/LineItem/A", quantity: 2 }],
    });
    const fulfillmentOrders = [closed, fulfillmentOrder(2, { A: 2 })];
    const view = order({ fulfillmentOrders, fulfillments: [cancelled] });
    const result = planFor({ updates: [shipped], view, intents: [intent(create)] });
    expect(result.settlements).toMatchObject([{ state: "confirmed", resultId: cancelled.id }]);
    expect(result.steps).toEqual([]);
    expect(codes(result)).toEqual(["fulfillment_cancelled_in_shopify"]);
  });

  it("is no conflict where another shipment of ours took its fulfillment order first", () => {
    const other = { ...create, key: "other", shipmentKey: "oms/ref:S0" };
    const closed = fulfillmentOrder(1, { A: 0 }, { status: "CLOSED", supportedActions: [] });
    const taken = fulfillment(7, {
      fulfillmentOrderIds: [closed.id],
      tracking: [{ number: "1Z0", company: null, url: null }],
    });
    const fulfillmentOrders = [closed, fulfillmentOrder(2, { A: 2 })];
    const view = order({ fulfillmentOrders, fulfillments: [taken] });
    const done = intent(other, { id: "i0", state: "confirmed", resultId: taken.id });
    const again = createOf(planFor({ updates: [shipped], view, intents: [done, intent(create)] }));
    expect(again.fulfillmentOrders[0]?.id).toBe("gid://shopify/FulfillmentOrder/2");
  });

  it("is planned again over the same fulfillment orders, with the same notice", () => {
    expect(createOf(planFor({ updates: [shipped], intents: [intent(create)] }))).toEqual(create);
  });

  it("keeps its tracking when it is sent again, so that a late copy is known by it", () => {
    const corrected = update({
      occurredAt: minute(5),
      shipment: shipment({ packages: [parcel("1Z9")] }),
    });
    const again = createOf(planFor({ updates: [shipped, corrected], intents: [intent(create)] }));
    expect(again.tracking).toEqual(create.tracking);
    const never = intent(create, { state: "planned" });
    const fresh = createOf(planFor({ updates: [shipped, corrected], intents: [never] }));
    expect(fresh.tracking).toMatchObject([{ number: "1Z9" }]);
  });

  it("lets nothing else be sent while a fulfillment order that it named would stay open", () => {
    const other = fulfillmentOrder(9, { A: 2 });
    const held = fulfillmentOrder(1, { A: 2 }, { supportedActions: [] });
    const view = order({ fulfillmentOrders: [held, other] });
    const result = planFor({ updates: [shipped], view, intents: [intent(create)] });
    expect(codes(result)).toEqual(["quiet_period"]);
  });

  it("lets its shipment be cancelled only when it can no longer arrive", () => {
    const cancelled = update({
      milestone: "cancelled",
      occurredAt: minute(5),
      shipment: shipment({ packages: [parcel("1Z1")] }),
    });
    const updates = [shipped, cancelled];
    expect(codes(planFor({ updates, intents: [intent(create)] }))).toEqual(["quiet_period"]);
    const old = intent(create, { sentAt: minute(0) });
    expect(planFor({ updates, intents: [old] })).toMatchObject({ steps: [], blocks: [] });
  });
});

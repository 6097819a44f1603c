import { describe, expect, it } from "vitest";
import { minute } from "../order-record/updates.ts";
import { intent, kinds, planFor, shipped } from "./situation.ts";
import { fulfillmentOrder, order } from "./views.ts";

const handle = "handoff-1";
const open = fulfillmentOrder(1, { A: 1 }, { supportedActions: ["CREATE_FULFILLMENT", "HOLD"] });
const key = open.id;
const identity = { key, shipmentKey: null, fulfillmentOrderId: key };
const place = { kind: "place_hold", ...identity, handle } as const;
const held = order({
  fulfillmentOrders: [
    {
      ...open,
      status: "ON_HOLD",
      supportedActions: ["RELEASE_HOLD", "HOLD"],
      holds: [{ id: "h", handle }],
    },
  ],
});
const confirmed = (step: typeof place, at: number) =>
  intent(step, { id: step.kind, state: "confirmed", sentAt: minute(at) });

describe("a hold that somebody asked for", () => {
  it("is placed before anything is shipped", () => {
    const plan = planFor({
      updates: [shipped],
      heldSince: minute(5),
      view: order({ fulfillmentOrders: [open] }),
    });
    expect(kinds(plan)[0]).toBe("place_hold");
  });

  it("holds up the shipment until it is released, and is released when nobody wants it any more", () => {
    const during = planFor({
      updates: [shipped],
      heldSince: minute(5),
      view: held,
      intents: [confirmed(place, 6)],
    });
    expect(during.steps).toEqual([]);
    expect(during.blocks.map(({ code }) => code)).toEqual(["order_on_hold"]);
    const after = planFor({ updates: [shipped], view: held, intents: [confirmed(place, 6)] });
    expect(kinds(after)[0]).toBe("release_hold");
  });

  it("is not placed again over the merchant, who released it by hand", () => {
    const view = order({ fulfillmentOrders: [open] });
    const plan = planFor({
      updates: [],
      heldSince: minute(5),
      view,
      intents: [confirmed(place, 6)],
    });
    expect(kinds(plan)).toEqual([]);
  });

  it("is placed again where it is asked for anew", () => {
    const view = order({ fulfillmentOrders: [open] });
    const plan = planFor({
      updates: [],
      heldSince: minute(9),
      view,
      intents: [confirmed(place, 6)],
    });
    expect(kinds(plan)).toEqual(["place_hold"]);
  });
});

import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../app/domain/plan/policy.ts";
import { minute, parcel, shipment, update } from "../order-record/updates.ts";
import { codes, createOf, intent, planFor, shipped } from "./situation.ts";
import { fulfillment, fulfillmentOrder, order } from "./views.ts";

describe("an order that its source cancels", () => {
  const cancelled = update({ milestone: "cancelled" });
  const policy = { orderCancellation: "apply" } as const;

  it("is cancelled where the policy says so, and then waited for", () => {
    const [step] = planFor({ updates: [cancelled], policy }).steps;
    if (step === undefined) throw new Error("no step");
    expect(step.kind).toBe("cancel_order");
    const accepted = intent(step, { state: "confirmed" });
    const waiting = planFor({ updates: [cancelled], policy, intents: [accepted] });
    expect(waiting.steps).toEqual([]);
    expect(codes(waiting)).toEqual(["order_cancelling"]);
  });

  it("is a person's matter where Shopify accepted its cancellation and never carried it out", () => {
    const [step] = planFor({ updates: [cancelled], policy }).steps;
    if (step === undefined) throw new Error("no step");
    const long = intent(step, { state: "confirmed", sentAt: minute(-60) });
    const forgotten = planFor({ updates: [cancelled], policy, intents: [long] });
    expect(forgotten.steps).toEqual([]);
    expect(codes(forgotten)).toEqual(["shopify_refused"]);
  });

  it("is not cancelled while its source says that a part of it was shipped", () => {
    const late = { ...cancelled, occurredAt: minute(9) };
    const result = planFor({ updates: [shipped, late], policy });
    expect(codes(result)).toContain("cannot_cancel_fulfilled");
    expect(result.steps.map(({ kind }) => kind)).toEqual(["create_fulfillment"]);
  });

  it("is not cancelled while a part of it is fulfilled (row 91)", () => {
    const view = order({ fulfillments: [fulfillment(1)] });
    expect(codes(planFor({ updates: [cancelled], policy, view }))).toEqual([
      "cannot_cancel_fulfilled",
    ]);
  });
});

describe("an order on hold at its source", () => {
  const held = update({ milestone: "on_hold" });
  const goesOn = update({ milestone: "processing", occurredAt: minute(9) });
  const ours = { id: "gid://shopify/FulfillmentHold/1", handle: "handoff-1" };
  const theirs = { id: "gid://shopify/FulfillmentHold/2", handle: null };

  it("is held in Shopify once, under a handle of our own, where the policy says so", () => {
    expect(planFor({ updates: [held] }).steps).toEqual([]);
    const [step] = planFor({ updates: [held], policy: { holds: "apply" } }).steps;
    expect(step).toMatchObject({ kind: "place_hold", handle: "handoff-1" });
  });

  it("is released of our holds alone when it goes on", () => {
    const onHold = fulfillmentOrder(
      1,
      { A: 2 },
      {
        status: "ON_HOLD",
        supportedActions: ["RELEASE_HOLD", "HOLD", "MOVE"],
        holds: [ours, theirs],
      },
    );
    const view = order({ fulfillmentOrders: [onHold] });
    const result = planFor({ updates: [held, goesOn], view, policy: { holds: "apply" } });
    expect(result.steps).toEqual([
      expect.objectContaining({ kind: "release_hold", holdIds: [ours.id] }),
    ]);
  });
});

describe("an order for pickup", () => {
  const pickup = fulfillmentOrder(1, { A: 2 }, { deliveryMethod: "PICK_UP" });
  const view = order({ fulfillmentOrders: [pickup] });
  const ready = update({ milestone: "ready_for_pickup" });

  it("tells the customer once that it is ready, and never twice by mistake", () => {
    const [step] = planFor({ updates: [ready], view }).steps;
    if (step === undefined) throw new Error("no step");
    expect(step.kind).toBe("prepare_pickup");
    const told = intent(step, { state: "confirmed" });
    expect(planFor({ updates: [ready], view, intents: [told] }).steps).toEqual([]);
    const unknown = planFor({ updates: [ready], view, intents: [intent(step)] });
    expect(unknown.steps).toEqual([]);
    expect(codes(unknown)).toEqual(["pickup_notice_unknown"]);
  });

  it("is fulfilled without tracking and without a mail when it is collected", () => {
    const collected = update({ milestone: "picked_up", occurredAt: minute(9) });
    const create = createOf(planFor({ updates: [ready, collected], view }));
    expect(create).toMatchObject({ tracking: [], notifyCustomer: false });
  });
});

describe("the notice policy", () => {
  it.each([
    ["never", "never", false],
    ["only of what is younger than an hour, of an hour ago", { youngerThanHours: 1 }, false],
    ["only of what is younger than two hours, of an hour ago", { youngerThanHours: 2 }, true],
  ] as const)("mails of a shipment %s", (_name, shippedRule, isNotified) => {
    const notices = { ...DEFAULT_POLICY.notices, shipped: shippedRule };
    expect(createOf(planFor({ updates: [shipped], policy: { notices } })).notifyCustomer).toBe(
      isNotified,
    );
  });
});

describe("a shipment that the merchant fulfilled by hand", () => {
  const closed = fulfillmentOrder(1, { A: 0 }, { status: "CLOSED", supportedActions: [] });
  const byHand = fulfillment(7, {
    fulfillmentOrderIds: [closed.id],
    lines: [{ lineItemId: "gid://shopify/LineItem/A", quantity: 2 }],
  });
  const view = order({ fulfillmentOrders: [closed], fulfillments: [byHand] });

  it("gets its tracking where the policy says so", () => {
    const policy = { fulfilledByHand: "add_tracking" } as const;
    const [adoption] = planFor({ updates: [shipped], view, policy }).adoptions;
    if (adoption === undefined) throw new Error("not adopted");
    const adopted = intent(adoption.step, { state: "confirmed", resultId: byHand.id });
    const [step] = planFor({ updates: [shipped], view, policy, intents: [adopted] }).steps;
    expect(step).toMatchObject({ kind: "update_tracking", notifyCustomer: false });
  });

  it("is a matter for a person otherwise", () => {
    expect(codes(planFor({ updates: [shipped], view }))).toEqual(["already_fulfilled"]);
  });
});

describe("a link to the carrier", () => {
  it("comes from the merchant's template where the source sends none", () => {
    const trackingLinks = { UPS: "https://track.example/?n={number}" };
    const spaced = update({ shipment: shipment({ packages: [parcel("1Z 1")] }) });
    const create = createOf(planFor({ updates: [spaced], policy: { trackingLinks } }));
    expect(create.tracking[0]?.url).toBe("https://track.example/?n=1Z%201");
  });
});

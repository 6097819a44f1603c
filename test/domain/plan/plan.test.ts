import { describe, expect, it } from "vitest";
import { minute, parcel, shipment, update } from "../order-record/updates.ts";
import {
  codes,
  createOf,
  intent,
  kinds,
  line,
  planFor,
  shipped,
  shippedOneA,
} from "./situation.ts";
import { fulfillment, fulfillmentOrder, order, PARIS } from "./views.ts";

describe("a shipped shipment", () => {
  it("takes the whole fulfillment order, with its tracking and one notice", () => {
    const create = createOf(planFor({ updates: [shipped] }));
    expect(create.tracking).toEqual([{ number: "1Z1", company: "UPS", url: null }]);
    expect(create.notifyCustomer).toBe(true);
    expect(create.fulfillmentOrders).toEqual([
      {
        id: "gid://shopify/FulfillmentOrder/1",
        lines: [{ id: "gid://shopify/FulfillmentOrderLineItem/1A", quantity: 2 }],
      },
    ]);
  });

  it("cuts the excess off before it takes a part", () => {
    expect(planFor({ updates: [shippedOneA] }).steps).toEqual([
      expect.objectContaining({
        kind: "split_fulfillment_order",
        lines: [{ id: "gid://shopify/FulfillmentOrderLineItem/1A", quantity: 1 }],
      }),
    ]);
  });

  it("opens a fulfillment order in progress before it cuts it", () => {
    const inProgress = fulfillmentOrder(
      1,
      { A: 2 },
      {
        status: "IN_PROGRESS",
        supportedActions: ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "MARK_AS_OPEN"],
      },
    );
    const view = order({ fulfillmentOrders: [inProgress] });
    expect(kinds(planFor({ updates: [shippedOneA], view }))).toEqual(["open_fulfillment_order"]);
  });

  it("makes one fulfillment per location and one notice for both (row 87)", () => {
    const view = order({
      fulfillmentOrders: [
        fulfillmentOrder(1, { A: 1 }),
        fulfillmentOrder(2, { B: 1 }, { locationId: PARIS, locationName: "Paris" }),
      ],
    });
    const first = createOf(planFor({ updates: [shipped], view }));
    const closed = fulfillmentOrder(1, { A: 0 }, { status: "CLOSED", supportedActions: [] });
    const afterwards = order({
      fulfillmentOrders: [closed, ...view.fulfillmentOrders.slice(1)],
      fulfillments: [
        fulfillment(1, {
          fulfillmentOrderIds: [closed.id],
          tracking: first.tracking,
          lines: [{ lineItemId: "gid://shopify/LineItem/A", quantity: 1 }],
        }),
      ],
    });
    const done = intent(first, { state: "confirmed", resultId: "gid://shopify/Fulfillment/1" });
    const second = createOf(planFor({ updates: [shipped], view: afterwards, intents: [done] }));
    expect(first.notifyCustomer).toBe(true);
    expect(second.notifyCustomer).toBe(false);
    expect(second.fulfillmentOrders[0]?.id).toBe("gid://shopify/FulfillmentOrder/2");
  });

  it("does not guess which of two locations sent the piece", () => {
    const view = order({
      fulfillmentOrders: [
        fulfillmentOrder(1, { A: 1 }),
        fulfillmentOrder(2, { A: 1 }, { locationId: PARIS, locationName: "Paris" }),
      ],
    });
    expect(codes(planFor({ updates: [shippedOneA], view }))).toEqual(["ambiguous_location"]);
    const located = update({
      shipment: shipment({ packages: [parcel("1Z1")], lines: [line("A", 1)], location: "paris" }),
    });
    const create = createOf(planFor({ updates: [located], view }));
    expect(create.fulfillmentOrders[0]?.id).toBe("gid://shopify/FulfillmentOrder/2");
  });

  it("waits for its tracking number, unless the policy says otherwise (S13, row 77)", () => {
    const bare = update({ shipment: shipment() });
    expect(codes(planFor({ updates: [bare] }))).toEqual(["waiting_for_tracking"]);
    expect(kinds(planFor({ updates: [bare], policy: { missingTracking: "apply" } }))).toEqual([
      "create_fulfillment",
    ]);
  });

  it("spells the carrier as Shopify does, one for all parcels", () => {
    const packages = [parcel("1Z1", "united parcel service"), parcel("1Z2", null)];
    const create = createOf(planFor({ updates: [update({ shipment: shipment({ packages }) })] }));
    expect(create.tracking.map(({ company }) => company)).toEqual(["UPS", "UPS"]);
  });

  it("shows twenty tracking numbers (row 79)", () => {
    const packages = Array.from({ length: 20 }, (_, i) => parcel(`1Z${i}`));
    const create = createOf(planFor({ updates: [update({ shipment: shipment({ packages }) })] }));
    expect(create.tracking).toHaveLength(20);
  });
});

describe("what is in the way", () => {
  it.each([
    ["an unknown SKU (row 81)", [line("X", 1)], "line_not_found"],
    ["more pieces than are left (row 84)", [line("A", 3)], "over_quantity"],
  ])("%s blocks and fulfils nothing", (_name, lines, code) => {
    const claim = shipment({ packages: [parcel("1Z1")], lines });
    const result = planFor({ updates: [update({ shipment: claim })] });
    expect(codes(result)).toEqual([code]);
    expect(result.steps).toEqual([]);
  });

  it.each([
    ["a hold", { status: "ON_HOLD", supportedActions: ["RELEASE_HOLD"] }, "order_on_hold"],
    ["another service", { supportedActions: ["REQUEST_FULFILLMENT"] }, "not_ours_to_fulfil"],
  ])("%s is told as such", (_name, parts, code) => {
    const view = order({ fulfillmentOrders: [fulfillmentOrder(1, { A: 2 }, parts)] });
    expect(codes(planFor({ updates: [shipped], view }))).toEqual([code]);
  });

  it("an order that was cancelled in Shopify is told as such", () => {
    const view = order({ cancelledAt: minute(1) });
    expect(codes(planFor({ updates: [shipped], view }))).toEqual(["order_cancelled_in_shopify"]);
  });

  it("pieces that the merchant fulfilled with other tracking are a conflict (row 89)", () => {
    const closed = fulfillmentOrder(1, { A: 0 }, { status: "CLOSED", supportedActions: [] });
    const view = order({
      fulfillmentOrders: [closed],
      fulfillments: [fulfillment(1, { fulfillmentOrderIds: [closed.id] })],
    });
    expect(codes(planFor({ updates: [shippedOneA], view }))).toEqual(["already_fulfilled"]);
  });

  it("delivered before shipped waits until it is said what was shipped (row 92)", () => {
    const delivered = update({ milestone: "delivered", shipment: shipment() });
    expect(codes(planFor({ updates: [delivered] }))).toEqual(["waiting_for_shipment"]);
  });

  it("what left after its order was cancelled is a matter for a person (row 91)", () => {
    const cancelled = update({ milestone: "cancelled", occurredAt: minute(1) });
    const late = update({ ...shipped, occurredAt: minute(5) });
    const result = planFor({ updates: [cancelled, late] });
    expect(codes(result)).toContain("cancelled_then_shipped");
    expect(result.steps).toEqual([]);
  });

  it("a step that Shopify refused is not sent again as it was", () => {
    const create = createOf(planFor({ updates: [shipped] }));
    const stored = Object.fromEntries(Object.entries(create).reverse()) as typeof create;
    const refused = intent(stored, {
      state: "rejected",
      detail: "No.",
      namedFulfillmentOrders: [],
    });
    const result = planFor({ updates: [shipped], intents: [refused] });
    expect(result.steps).toEqual([]);
    expect(result.blocks).toEqual([
      expect.objectContaining({ code: "shopify_refused", detail: "No." }),
    ]);
  });
});

describe("a fulfilled shipment", () => {
  const create = createOf(planFor({ updates: [shipped] }));
  const closed = fulfillmentOrder(1, { A: 0 }, { status: "CLOSED", supportedActions: [] });
  const ours = fulfillment(7, {
    fulfillmentOrderIds: [closed.id],
    tracking: create.tracking,
    lines: [{ lineItemId: "gid://shopify/LineItem/A", quantity: 2 }],
  });
  const view = order({ fulfillmentOrders: [closed], fulfillments: [ours] });
  const done = intent(create, { state: "confirmed", resultId: ours.id });

  it("needs nothing more", () => {
    expect(planFor({ updates: [shipped, shipped], view, intents: [done] })).toMatchObject({
      steps: [],
      blocks: [],
      settlements: [],
      adoptions: [],
    });
  });

  it("gets its corrected tracking without another notice", () => {
    const corrected = update({
      occurredAt: minute(5),
      shipment: shipment({ packages: [parcel("1Z9")] }),
    });
    const [step] = planFor({ updates: [shipped, corrected], view, intents: [done] }).steps;
    expect(step).toMatchObject({
      kind: "update_tracking",
      tracking: [{ number: "1Z9" }],
      notifyCustomer: false,
    });
  });

  it("keeps the tracking that the merchant changed by hand", () => {
    const byHand = { ...ours, tracking: [{ number: "HAND", company: null, url: null }] };
    const changed = order({ ...view, fulfillments: [byHand] });
    expect(planFor({ updates: [shipped], view: changed, intents: [done] }).steps).toEqual([]);
  });

  it("gets its delivery events, oldest first, each once", () => {
    const parts = shipment({ packages: [parcel("1Z1")] });
    const updates = [
      shipped,
      update({ milestone: "delivered", occurredAt: minute(9), shipment: parts }),
      update({ milestone: "in_transit", occurredAt: minute(5), shipment: parts }),
    ];
    const [first] = planFor({ updates, view, intents: [done] }).steps;
    expect(first).toMatchObject({
      kind: "create_event",
      status: "IN_TRANSIT",
      happenedAt: minute(5),
    });
    const event = { status: "DELIVERED", happenedAt: minute(9), message: null };
    const delivered = order({ ...view, fulfillments: [{ ...ours, events: [event] }] });
    expect(planFor({ updates, view: delivered, intents: [done] }).steps).toEqual([]);
  });

  it("is cancelled when its source takes it back and the policy says so", () => {
    const cancelled = update({
      milestone: "cancelled",
      occurredAt: minute(5),
      shipment: shipment({ packages: [parcel("1Z1")] }),
    });
    const situation = { updates: [shipped, cancelled], view, intents: [done] };
    expect(codes(planFor(situation))).toEqual(["shipment_cancel_needs_person"]);
    const result = planFor({ ...situation, policy: { shipmentCancellation: "apply" } });
    expect(kinds(result)).toEqual(["cancel_fulfillment"]);
  });

  it("is not made again when the merchant cancels it in Shopify", () => {
    const cancelled = order({
      fulfillmentOrders: [closed, fulfillmentOrder(2, { A: 2 })],
      fulfillments: [{ ...ours, status: "CANCELLED" }],
    });
    expect(codes(planFor({ updates: [shipped], view: cancelled, intents: [done] }))).toEqual([
      "fulfillment_cancelled_in_shopify",
    ]);
  });

  it("is adopted where another app made it exactly so", () => {
    const result = planFor({ updates: [shipped], view });
    expect(result.adoptions).toEqual([expect.objectContaining({ fulfillmentId: ours.id })]);
    expect(result.steps).toEqual([]);
  });

  it("does not take the lines that the merchant adds to the order later", () => {
    const edited = order({ ...view, fulfillmentOrders: [closed, fulfillmentOrder(2, { B: 1 })] });
    expect(planFor({ updates: [shipped], view: edited, intents: [done] })).toMatchObject({
      steps: [],
      blocks: [],
    });
  });
});

describe("an order in progress", () => {
  it("is shown as such once", () => {
    const processing = update({ milestone: "processing" });
    const [step] = planFor({ updates: [processing] }).steps;
    if (step === undefined) throw new Error("no step");
    expect(step.kind).toBe("report_progress");
    const done = intent(step, { state: "confirmed" });
    expect(planFor({ updates: [processing], intents: [done] }).steps).toEqual([]);
  });

  it("waits for a person when its source cancels it", () => {
    const cancelled = update({ milestone: "cancelled" });
    expect(codes(planFor({ updates: [cancelled] }))).toEqual(["order_cancel_needs_person"]);
  });
});

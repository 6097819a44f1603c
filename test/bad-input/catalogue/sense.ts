import type { Claim, Nonsense } from "../sense.ts";

const ONE_HAT = [{ sku: "HAT", quantity: 1 }];
const TWO_HATS = [{ sku: "HAT", quantity: 2 }];

function shipment(parts: Readonly<Record<string, unknown>>): Claim {
  return { shipment: parts };
}

function tracked(number: unknown, more: Readonly<Record<string, unknown>> = {}): Claim {
  return shipment({ packages: [{ tracking_number: number, carrier: "UPS", ...more }] });
}

function lines(sku: string, quantity: unknown): Claim {
  return shipment({ lines: [{ sku, quantity }] });
}

const quarantined = (code: string) => ({ state: "quarantined", code }) as const;
const waiting = (code: string) => ({ state: "waiting", code }) as const;

const TWENTY = Array.from({ length: 20 }, (_, at) => `TN${String(at).padStart(4, "0")}`);

/** Rows 72 to 95: what the OMS says about orders, and what must come of it in the shop. */
export const SENSE: readonly Nonsense[] = [
  {
    row: 72,
    title: "an order that does not exist waits",
    bought: null,
    claims: [{ order: { name: "#9999999" } }],
    ends: [waiting("order_not_found")],
    tracking: [],
  },
  {
    row: 73,
    title: "two orders of the name are never guessed between",
    bought: ONE_HAT,
    setting: "twice",
    claims: [{}],
    ends: [quarantined("ambiguous_order")],
    tracking: [],
  },
  {
    row: 74,
    title: "an order of another shop looks like none",
    bought: ONE_HAT,
    setting: "rival",
    claims: [{}],
    ends: [waiting("order_not_found")],
    tracking: [],
  },
  {
    row: 75,
    title: "a status that the map does not have",
    bought: ONE_HAT,
    claims: [{ status: "teleported" }],
    ends: [quarantined("unmapped_status")],
    tracking: [],
  },
  ...["SHIPPED", " Shipped ", "ｓｈｉｐｐｅｄ"].map((status) => ({
    row: 76,
    title: `the status ${JSON.stringify(status)}`,
    bought: ONE_HAT,
    claims: [{ status }],
    ends: ["applied" as const],
    tracking: [["1Z999"]],
  })),
  {
    row: 77,
    title: "shipped without a tracking number waits for one",
    bought: ONE_HAT,
    claims: [shipment({ packages: [] })],
    ends: [waiting("waiting_for_tracking")],
    tracking: [],
  },
  ...["N/A", "0", "-"].map((number) => ({
    row: 78,
    title: `the tracking number ${number} is none`,
    bought: ONE_HAT,
    claims: [tracked(number)],
    ends: [waiting("waiting_for_tracking")],
    tracking: [],
  })),
  {
    row: 78,
    title: "spaces around a tracking number",
    bought: ONE_HAT,
    claims: [tracked("  TN 1 \n")],
    ends: ["applied"],
    tracking: [["TN 1"]],
  },
  {
    row: 79,
    title: "twenty tracking numbers",
    bought: ONE_HAT,
    claims: [shipment({ packages: TWENTY.map((tracking_number) => ({ tracking_number })) })],
    ends: ["applied"],
    tracking: [TWENTY],
  },
  {
    row: 80,
    title: "an unknown carrier and a tracking address that is a script",
    bought: ONE_HAT,
    claims: [tracked("TN1", { carrier: "Brieftaube", tracking_url: "javascript:alert(1)" })],
    ends: ["applied"],
    tracking: [["TN1"]],
  },
  {
    row: 81,
    title: "a SKU that the order does not have",
    bought: ONE_HAT,
    claims: [lines("SHOE", 1)],
    ends: [quarantined("line_not_found")],
    tracking: [],
  },
  {
    row: 82,
    title: "a SKU that stands on two lines",
    bought: [...ONE_HAT, ...TWO_HATS],
    claims: [lines("HAT", 3)],
    ends: ["applied"],
    tracking: [["1Z999"]],
  },
  {
    row: 84,
    title: "more pieces than are open",
    bought: TWO_HATS,
    claims: [lines("HAT", 3)],
    ends: [quarantined("over_quantity")],
    tracking: [],
  },
  ...[-1, 1.5, "1,000", "three"].map((quantity) => ({
    row: 85,
    title: `the quantity ${JSON.stringify(quantity)}`,
    bought: TWO_HATS,
    claims: [lines("HAT", quantity)],
    ends: [quarantined("quantity_invalid")],
    tracking: [],
  })),
  {
    row: 85,
    title: "a quantity written as text",
    bought: TWO_HATS,
    claims: [lines("HAT", "2")],
    ends: ["applied"],
    tracking: [["1Z999"]],
  },
  {
    row: 88,
    title: "shipped twice with the same tracking number, as two events",
    bought: ONE_HAT,
    claims: [{}, {}],
    ends: ["applied", "unchanged"],
    tracking: [["1Z999"]],
  },
  {
    row: 89,
    title: "shipped twice as two shipments, with nothing left for the second",
    bought: ONE_HAT,
    claims: [
      {},
      { minute: 5, ...shipment({ id: "S-2", packages: [{ tracking_number: "OTHER" }] }) },
    ],
    ends: ["applied", "quarantined"],
    tracking: [["1Z999"]],
  },
  {
    row: 91,
    title: "a shipment that is shipped after it was cancelled",
    bought: ONE_HAT,
    claims: [{ status: "shipment_cancelled" }, { minute: 5 }],
    ends: ["applied", quarantined("transition_refused")],
    tracking: [],
  },
  {
    row: 91,
    title: "an order of which something is shipped after it was cancelled",
    bought: ONE_HAT,
    claims: [{ status: "cancelled", shipment: null }, { minute: 5 }],
    ends: [quarantined("order_cancel_needs_person"), quarantined("order_cancel_needs_person")],
    tracking: [],
  },
  {
    row: 91,
    title: "an order that is cancelled after it was shipped",
    bought: ONE_HAT,
    claims: [{}, { status: "cancelled", minute: 5, shipment: null }],
    ends: ["applied", quarantined("order_cancel_needs_person")],
    tracking: [["1Z999"]],
  },
  {
    row: 92,
    title: "delivered before it was shipped",
    bought: ONE_HAT,
    claims: [{ status: "delivered", minute: 60, shipment: { packages: [] } }, { minute: 10 }],
    ends: ["applied", "applied"],
    tracking: [["1Z999"]],
  },
  {
    row: 93,
    title: "an older tracking number after a newer one",
    bought: ONE_HAT,
    claims: [
      { minute: 10, ...tracked("NEWER") },
      { minute: 5, ...tracked("OLDER") },
    ],
    ends: ["applied", "superseded"],
    tracking: [["NEWER"]],
  },
  {
    row: 93,
    title: "an older status after a newer one",
    bought: ONE_HAT,
    claims: [{ minute: 10 }, { status: "delivered", minute: 60 }, { minute: 5 }],
    ends: ["applied", "applied", "superseded"],
    tracking: [["1Z999"]],
  },
  {
    row: 94,
    title: "two statuses of one moment",
    bought: ONE_HAT,
    claims: [
      { status: "processing", minute: 5, shipment: null },
      { status: "shipped", minute: 5 },
    ],
    ends: ["applied", "applied"],
    tracking: [["1Z999"]],
  },
  {
    row: 95,
    title: "the id of another event with other content",
    bought: ONE_HAT,
    claims: [{ eventId: "reused" }, { eventId: "reused", status: "delivered", minute: 5 }],
    ends: ["applied", quarantined("id_reuse_conflict")],
    tracking: [["1Z999"]],
  },
];

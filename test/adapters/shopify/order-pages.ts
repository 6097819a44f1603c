import { connection } from "./schema-shopify.ts";

export const ID = "gid://shopify/Order/1";
const TIME = "2026-11-20T10:00:00Z";
export const gid = (type: string, n: number) => `gid://shopify/${type}/${String(n)}`;
export const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Ours, another app's under the same handle, and a merchant's. */
const HOLDS = [
  { id: gid("FulfillmentHold", 1), handle: "handoff-2", heldByRequestingApp: true },
  { id: gid("FulfillmentHold", 2), handle: "handoff-2", heldByRequestingApp: false },
  { id: gid("FulfillmentHold", 3), handle: null, heldByRequestingApp: false },
];

/** An order's part at one location, with so many lines; the second has no location and is held. */
export function fulfillmentOrder(n: number, lines: number) {
  const nodes = range(lines).map((line) => ({
    id: gid("FulfillmentOrderLineItem", n * 10_000 + line),
    sku: line % 2 === 0 ? null : `SKU-${String(line)}`,
    totalQuantity: 2,
    remainingQuantity: 1,
    lineItem: { id: gid("LineItem", line) },
    variant: line % 2 === 0 ? null : { barcode: `40${String(line)}` },
  }));
  return {
    id: gid("FulfillmentOrder", n),
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    supportedActions: [{ action: "CREATE_FULFILLMENT" }, { action: "SPLIT" }],
    assignedLocation: { name: "Main", location: n === 2 ? null : { id: gid("Location", 1) } },
    deliveryMethod: n === 2 ? null : { methodType: "SHIPPING" },
    fulfillmentHolds: n === 2 ? HOLDS : [],
    lineItems: connection(nodes),
  };
}

/** What left, with lists of these sizes. */
export function fulfillment(n: number, sizes: { lines: number; sources: number; events: number }) {
  return {
    id: gid("Fulfillment", n),
    name: `#1001-F${String(n)}`,
    status: "SUCCESS",
    displayStatus: "IN_TRANSIT",
    createdAt: TIME,
    location: { id: gid("Location", 1) },
    trackingInfo: [{ number: "1Z", company: "UPS", url: null }],
    fulfillmentLineItems: connection(
      range(sizes.lines).map((line) => ({ quantity: 1, lineItem: { id: gid("LineItem", line) } })),
    ),
    fulfillmentOrders: connection(
      range(sizes.sources).map((one) => ({ id: gid("FulfillmentOrder", one) })),
    ),
    events: connection(
      range(sizes.events).map(() => ({ status: "IN_TRANSIT", happenedAt: TIME, message: null })),
    ),
  };
}

type Order = ReturnType<typeof order>;
/** The order `#1001` of these parts. */
export function order(parts: { fulfillmentOrders: object[]; fulfillments: object[] }) {
  return {
    id: ID,
    name: "#1001",
    tags: [] as string[],
    displayFulfillmentStatus: "UNFULFILLED",
    cancelledAt: null,
    closedAt: TIME,
    updatedAt: "2026-11-20T10:00:00.5+01:00",
    fulfillmentOrders: connection(parts.fulfillmentOrders),
    fulfillments: ({ first }: { first: number }) => parts.fulfillments.slice(0, first),
  };
}

/** A shop whose orders carry the prefix `#`, and which finds them as loosely as Shopify does. */
export function shopOf(orders: readonly Order[], queries: string[] = []) {
  return {
    shop: { orderNumberFormatPrefix: "#", orderNumberFormatSuffix: "" },
    order: ({ id }: { id: string }) => orders.find((one) => one.id === id) ?? null,
    orders: ({ first, query }: { first: number; query: string }) => {
      queries.push(query);
      const digits = /\d+/.exec(query)?.[0] ?? "?";
      const hits = orders.filter((one) => one.name.includes(digits) || one.tags.length > 0);
      return connection(hits)({ first });
    },
    orderByIdentifier: ({ identifier }: { identifier: { customId?: { value: string } } }) =>
      orders.find((one) => one.tags.includes(identifier.customId?.value ?? "")) ?? null,
  };
}

/** An order without parts, by its number, name and tags. */
export const named = (n: number, name: string, tags: string[] = []) => ({
  ...order({ fulfillmentOrders: [], fulfillments: [] }),
  id: gid("Order", n),
  name,
  tags,
});

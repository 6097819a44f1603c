import type { Reply } from "../admin/reply.ts";
import {
  READ_MORE_FULFILLMENT_EVENTS,
  READ_MORE_FULFILLMENT_LINES,
  READ_MORE_FULFILLMENT_ORDER_LINES,
  READ_MORE_FULFILLMENT_SOURCES,
} from "../operations/read-order.ts";
import type {
  FulfillmentNode,
  FulfillmentOrderNode,
  WholeFulfillment,
  WholeFulfillmentOrder,
} from "./order-view.ts";
import { allNodes, picked } from "./pages.ts";
import type { ShopAdmin } from "./read-order.ts";

/** Completes the lines of each fulfillment order. */
export function readFulfillmentOrders(
  shopAdmin: ShopAdmin,
  nodes: readonly FulfillmentOrderNode[],
): Promise<Reply<readonly WholeFulfillmentOrder[]>> {
  return inTurn(nodes, async (node) => {
    const lines = await allNodes(node.lineItems, async (after) => {
      const variables = { id: node.id, after };
      const page = await shopAdmin.admin.request(
        shopAdmin.shop,
        READ_MORE_FULFILLMENT_ORDER_LINES,
        variables,
      );
      return picked(page, (data) => data.fulfillmentOrder?.lineItems ?? null);
    });
    return picked(lines, (whole) => ({ node, lines: whole }));
  });
}

/** Completes the lines, fulfillment orders and events of each fulfillment. */
export function readFulfillments(
  shopAdmin: ShopAdmin,
  nodes: readonly FulfillmentNode[],
): Promise<Reply<readonly WholeFulfillment[]>> {
  return inTurn(nodes, async (node) => {
    const lines = await fulfillmentLines(shopAdmin, node);
    if (lines.kind !== "answered") return lines;
    const sources = await fulfillmentSources(shopAdmin, node);
    if (sources.kind !== "answered") return sources;
    const fulfillmentOrderIds = sources.data.map(({ id }) => id);
    const events = await fulfillmentEvents(shopAdmin, node);
    return picked(events, (whole) => ({
      node,
      lines: lines.data,
      fulfillmentOrderIds,
      events: whole,
    }));
  });
}

function fulfillmentLines(
  { admin, shop }: ShopAdmin,
  { id, fulfillmentLineItems }: FulfillmentNode,
) {
  return allNodes(fulfillmentLineItems, async (after) => {
    const page = await admin.request(shop, READ_MORE_FULFILLMENT_LINES, { id, after });
    return picked(page, (data) => data.fulfillment?.fulfillmentLineItems ?? null);
  });
}

function fulfillmentSources(
  { admin, shop }: ShopAdmin,
  { id, fulfillmentOrders }: FulfillmentNode,
) {
  return allNodes(fulfillmentOrders, async (after) => {
    const page = await admin.request(shop, READ_MORE_FULFILLMENT_SOURCES, { id, after });
    return picked(page, (data) => data.fulfillment?.fulfillmentOrders ?? null);
  });
}

function fulfillmentEvents({ admin, shop }: ShopAdmin, { id, events }: FulfillmentNode) {
  return allNodes(events, async (after) => {
    const page = await admin.request(shop, READ_MORE_FULFILLMENT_EVENTS, { id, after });
    return picked(page, (data) => data.fulfillment?.events ?? null);
  });
}

/** One after the other, so that an order has one call in flight; stops at the first that fails. */
async function inTurn<Item, Whole>(
  items: readonly Item[],
  complete: (item: Item) => Promise<Reply<Whole>>,
): Promise<Reply<readonly Whole[]>> {
  const wholes: Whole[] = [];
  for (const item of items) {
    const reply = await complete(item);
    if (reply.kind !== "answered") return reply;
    wholes.push(reply.data);
  }
  return { kind: "answered", data: wholes, cost: null };
}

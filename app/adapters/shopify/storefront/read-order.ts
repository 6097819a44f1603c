import type { StorefrontOrder } from "../../../domain/storefront/storefront-order.ts";
import type { AdminClient, ShopName } from "../admin/admin-client.ts";
import type { Reply } from "../admin/reply.ts";
import { READ_MORE_FULFILLMENT_ORDERS, READ_ORDER } from "../operations/read-order.ts";
import { type FulfillmentOrderNode, type OrderNode, orderView } from "./order-view.ts";
import { allNodes, picked } from "./pages.ts";
import { readFulfillmentOrders, readFulfillments } from "./read-parts.ts";

/** One shop's Admin API. */
export interface ShopAdmin {
  readonly admin: AdminClient;
  readonly shop: ShopName;
  /** Whether the shop lets the app know whose an order is. */
  readonly mayReadCustomers: boolean;
}

/** Reads an order whole, however many pages it takes; null where Shopify shows us no such order. */
export async function readOrder(
  shopAdmin: ShopAdmin,
  id: string,
): Promise<Reply<StorefrontOrder | null>> {
  const reply = await shopAdmin.admin.request(shopAdmin.shop, READ_ORDER, {
    id,
    withCustomer: shopAdmin.mayReadCustomers,
  });
  if (reply.kind !== "answered") return reply;
  const order = reply.data.order ?? null;
  if (order === null) return { ...reply, data: null };
  if (order.fulfillments.length >= MOST_FULFILLMENTS) return TOO_MANY_FULFILLMENTS;
  return readWhole(shopAdmin, order);
}

/** The page that is asked for. Shopify has no second one: `Order.fulfillments` is a list. */
const MOST_FULFILLMENTS = 250;

const TOO_MANY_FULFILLMENTS: Reply<never> = {
  kind: "refused",
  code: "too_many_fulfillments",
  message: `the order has ${String(MOST_FULFILLMENTS)} fulfillments or more: it cannot be read whole`,
};

async function readWhole(shopAdmin: ShopAdmin, order: OrderNode): Promise<Reply<StorefrontOrder>> {
  const nodes = await fulfillmentOrderNodes(shopAdmin, order);
  if (nodes.kind !== "answered") return nodes;
  const fulfillmentOrders = await readFulfillmentOrders(shopAdmin, nodes.data);
  if (fulfillmentOrders.kind !== "answered") return fulfillmentOrders;
  const fulfillments = await readFulfillments(shopAdmin, order.fulfillments);
  return picked(fulfillments, (whole) => orderView(order, fulfillmentOrders.data, whole));
}

function fulfillmentOrderNodes(
  { admin, shop }: ShopAdmin,
  order: OrderNode,
): Promise<Reply<readonly FulfillmentOrderNode[]>> {
  return allNodes(order.fulfillmentOrders, async (after) => {
    const page = await admin.request(shop, READ_MORE_FULFILLMENT_ORDERS, { id: order.id, after });
    return picked(page, (data) => data.order?.fulfillmentOrders ?? null);
  });
}

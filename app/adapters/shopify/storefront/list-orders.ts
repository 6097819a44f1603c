import { parseInstant } from "../../../domain/instant.ts";
import type { ShownOrder } from "../../../domain/reconciliation/judge-storefront.ts";
import type { OrderPage, OrderPageRequest, StorefrontList } from "../../../pipeline/ports.ts";
import type { AdminClient } from "../admin/admin-client.ts";
import { LIST_ORDERS } from "../operations/list-orders.ts";
import type { ShopAdmin } from "./read-order.ts";
import { NOT_INSTALLED, type StorefrontShops } from "./storefront.ts";
import { unavailable } from "./unavailable.ts";

/** Shopify's orders in pages of 250, over an Admin API client whose calls can wait. */
export function shopifyOrderList(
  admin: AdminClient,
  shops: Pick<StorefrontShops, "nameOf">,
): StorefrontList {
  return {
    async page(shopId, request) {
      const shop = await shops.nameOf(shopId);
      return shop === null ? NOT_INSTALLED : readPage({ admin, shop }, request);
    },
  };
}

async function readPage(
  { admin, shop }: Pick<ShopAdmin, "admin" | "shop">,
  { since, after }: OrderPageRequest,
): Promise<OrderPage> {
  const reply = await admin.request(shop, LIST_ORDERS, {
    query: `updated_at:>='${since}'`,
    after,
  });
  if (reply.kind !== "answered") return unavailable(reply);
  const { pageInfo, nodes } = reply.data.orders;
  return {
    outcome: "read",
    orders: nodes.map(shownOrder),
    next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    points: reply.cost?.actual ?? 0,
    restoreRate: reply.cost?.bucket.restoreRate ?? null,
  };
}

interface OrderNode {
  readonly id: string;
  readonly name: string;
  readonly displayFulfillmentStatus: string;
  readonly cancelledAt?: string | null | undefined;
}

function shownOrder({ id, name, displayFulfillmentStatus, cancelledAt }: OrderNode): ShownOrder {
  const cancelled = cancelledAt ?? null;
  return {
    id,
    name,
    fulfillmentStatus: displayFulfillmentStatus,
    cancelledAt: cancelled === null ? null : parseInstant(cancelled),
  };
}

import type { AdminClient, ShopName } from "../admin/admin-client.ts";
import { FIND_ORDER_OF_FULFILLMENT_ORDER } from "../operations/find-order.ts";
import type { ShopEvents } from "./receive-webhook.ts";

interface OwnerParts {
  readonly admin: AdminClient;
  readonly events: ShopEvents;
  /** Null where no such shop is installed. */
  readonly shopOf: (domain: string) => Promise<ShopName | null>;
}

/** Wakes the orders of these fulfillment orders; those that Shopify no longer knows are left out. */
export function ownerWaker(parts: OwnerParts) {
  return async (domain: string, fulfillmentOrderIds: readonly string[]): Promise<void> => {
    const shop = await parts.shopOf(domain);
    if (shop === null) return;
    const orderIds = new Set<string>();
    for (const id of fulfillmentOrderIds) {
      const orderId = await ownerOf(parts.admin, shop, id);
      if (orderId !== null) orderIds.add(orderId);
    }
    for (const orderId of orderIds)
      await parts.events.orderChanged(domain, { orderId, name: null, newFulfillmentId: null });
  };
}

async function ownerOf(admin: AdminClient, shop: ShopName, id: string): Promise<string | null> {
  const reply = await admin.request(shop, FIND_ORDER_OF_FULFILLMENT_ORDER, { id });
  return reply.kind === "answered" ? (reply.data.fulfillmentOrder?.orderId ?? null) : null;
}

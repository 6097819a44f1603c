import type { Instant } from "../instant.ts";
import { isLive } from "../storefront/fulfillments.ts";
import type { StorefrontOrder } from "../storefront/storefront-order.ts";
import type { AgreementFact, StorefrontFact } from "./evidence.ts";

/** What the customer sees of the order; part of it counts as all where no source says more. */
export function storefrontFact(
  order: StorefrontOrder,
  readAt: Instant,
  agreement: AgreementFact,
): StorefrontFact {
  const made = order.fulfillments
    .filter(isLive)
    .map(({ createdAt }) => createdAt)
    .sort();
  const isAll = order.fulfillmentStatus === "FULFILLED" || agreement === "agreed";
  return {
    readAt,
    status: order.fulfillmentStatus,
    fulfilledAt: made[0] ?? null,
    cancelledAt: order.cancelledAt,
    isFulfilled: made.length > 0 && isAll,
  };
}

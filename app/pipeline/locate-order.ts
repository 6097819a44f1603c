import type { OrderReference } from "../domain/order-record/order-update.ts";
import type { OrderSearch, OrderWork, Storefront } from "./ports.ts";

/** Surest name first; a tracking number is no name that Shopify could search by. */
const SURENESS = ["id", "custom", "name"] as const satisfies readonly OrderReference["kind"][];

/**
 * Reads the order from Shopify, by its gid once it is known, else by the
 * surest name that a source used. A name is never guessed at: two orders of
 * one name are `ambiguous`.
 */
export async function locateOrder(
  shopId: string,
  work: OrderWork,
  storefront: Storefront,
): Promise<OrderSearch> {
  if (work.orderId !== null) return storefront.read(shopId, work.orderId);
  for (const reference of inSureness(work.references)) {
    const search = await storefront.find(shopId, reference);
    if (search.outcome !== "not_found") return search;
  }
  return { outcome: "not_found" };
}

function inSureness(references: readonly OrderReference[]): readonly OrderReference[] {
  return SURENESS.flatMap((kind) => references.filter((reference) => reference.kind === kind));
}

import type { OrderReference } from "../../../domain/order-record/order-update.ts";
import type { OrderSearch } from "../../../pipeline/ports.ts";
import { FIND_ORDER_BY_CUSTOM_ID } from "../operations/find-order.ts";
import { type CustomReference, identifierOf } from "./custom-reference.ts";
import { findByName, findByTag, type Hits } from "./find-by-name.ts";
import { orderGid } from "./gid.ts";
import { picked } from "./pages.ts";
import { readOrder, type ShopAdmin } from "./read-order.ts";
import { unavailable } from "./unavailable.ts";

const NOT_FOUND: OrderSearch = { outcome: "not_found" };

/**
 * Finds the one order that a reference names and reads it. Shopify's search
 * lags behind new orders and hides those older than 60 days without
 * `read_all_orders`: `not_found` does not say that there is none.
 * Tracking numbers are resolved from our own records, never here.
 */
export async function findOrder(
  shopAdmin: ShopAdmin,
  reference: OrderReference,
  customReference: CustomReference,
): Promise<OrderSearch> {
  switch (reference.kind) {
    case "id": {
      const id = orderGid(reference.value);
      return id === null ? NOT_FOUND : readById(shopAdmin, id);
    }
    case "name":
      return only(shopAdmin, await findByName(shopAdmin, reference.value));
    case "custom":
      return only(shopAdmin, await findByCustom(shopAdmin, customReference, reference.value));
    case "tracking":
      return NOT_FOUND;
  }
}

/** Reads the order of this gid. */
export async function readById(shopAdmin: ShopAdmin, id: string): Promise<OrderSearch> {
  const reply = await readOrder(shopAdmin, id);
  if (reply.kind === "refused" && reply.code === "RESOURCE_NOT_FOUND") return NOT_FOUND;
  if (reply.kind !== "answered") return unavailable(reply);
  return reply.data === null ? NOT_FOUND : { outcome: "found", order: reply.data };
}

async function only(shopAdmin: ShopAdmin, hits: Hits): Promise<OrderSearch> {
  if (hits.kind !== "answered") return unavailable(hits);
  const [first, ...others] = hits.data;
  if (first === undefined) return NOT_FOUND;
  if (others.length === 0) return readById(shopAdmin, first.id);
  return { outcome: "ambiguous", names: hits.data.map(({ id, name }) => `${name} (${id})`) };
}

/** A shop without a metafield definition of type `id` has no order by such a value: `NOT_FOUND`. */
async function findByCustom(
  shopAdmin: ShopAdmin,
  reference: CustomReference,
  value: string,
): Promise<Hits> {
  if (reference.kind === "tag") return findByTag(shopAdmin, `${reference.prefix}${value}`);
  const reply = await shopAdmin.admin.request(shopAdmin.shop, FIND_ORDER_BY_CUSTOM_ID, {
    identifier: identifierOf(reference, value),
  });
  if (reply.kind === "refused" && reply.code === "NOT_FOUND") {
    return { kind: "answered", data: [], cost: null };
  }
  return picked(reply, ({ orderByIdentifier: order }) =>
    order === null || order === undefined ? [] : [{ ...order, tags: [] }],
  );
}

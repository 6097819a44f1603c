import { invalidId } from "../graphql/errors.ts";
import type { Context } from "../graphql/context.ts";
import { gidNumber, gidType } from "../store/ids.ts";
import { find } from "../store/shop.ts";
import type { FulfillmentOrder } from "../store/types.ts";

/**
 * The fulfillment order of a mutation's `id`. A wrong type or number 0 is a
 * top-level error; an unknown one is null.
 */
export function demandFulfillmentOrder(context: Context, id: string): FulfillmentOrder | null {
  if (gidType(id) !== "FulfillmentOrder" || gidNumber(id) === "0") throw invalidId(id);
  return find<FulfillmentOrder>(context.shop, "FulfillmentOrder", id);
}

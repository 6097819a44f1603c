import type { Resolver, Resolvers } from "../graphql/context.ts";
import { fulfillmentChangeResolvers } from "./fulfillment-changes.ts";
import { fulfillmentCreateResolvers } from "./fulfillment-create.ts";
import { fulfillmentFieldResolvers } from "./fulfillment-fields.ts";
import { fulfillmentOrderFieldResolvers } from "./fulfillment-order-fields.ts";
import { fulfillmentOrderHoldResolvers } from "./fulfillment-order-hold.ts";
import { fulfillmentOrderMoveResolvers } from "./fulfillment-order-move.ts";
import { fulfillmentOrderProgressResolvers } from "./fulfillment-order-progress.ts";
import { fulfillmentOrderSplitResolvers } from "./fulfillment-order-split.ts";
import { fulfillmentOrderMergeResolvers } from "./fulfillment-order-merge.ts";
import { fulfillmentRequestResolvers } from "./fulfillment-requests.ts";
import { fulfillmentServiceResolvers } from "./fulfillment-services.ts";
import { localPickupResolvers } from "./local-pickup.ts";
import { flowResolvers } from "./flow.ts";
import { bulkOperationResolvers } from "./bulk-operations.ts";
import { metafieldDefinitionResolvers } from "./metafield-definitions.ts";
import { metafieldResolvers } from "./metafields.ts";
import { orderCancelResolvers } from "./order-cancel.ts";
import { orderCreateResolvers } from "./order-create.ts";
import { orderFieldResolvers } from "./order-fields.ts";
import { orderUpdateResolvers } from "./order-update.ts";
import { queryResolvers } from "./queries.ts";
import { shopResolvers } from "./shop-fields.ts";
import { tagResolvers } from "./tags.ts";

/** Every resolver of the simulator: type, then field. A field without one gives the stored value. */
export const resolvers: Resolvers = merge([
  queryResolvers,
  shopResolvers,
  orderFieldResolvers,
  orderCreateResolvers,
  orderUpdateResolvers,
  orderCancelResolvers,
  fulfillmentFieldResolvers,
  fulfillmentCreateResolvers,
  fulfillmentChangeResolvers,
  fulfillmentOrderFieldResolvers,
  fulfillmentOrderHoldResolvers,
  fulfillmentOrderMoveResolvers,
  fulfillmentOrderProgressResolvers,
  fulfillmentOrderSplitResolvers,
  fulfillmentOrderMergeResolvers,
  fulfillmentRequestResolvers,
  fulfillmentServiceResolvers,
  localPickupResolvers,
  flowResolvers,
  bulkOperationResolvers,
  metafieldResolvers,
  metafieldDefinitionResolvers,
  tagResolvers,
]);

function merge(parts: readonly Resolvers[]): Resolvers {
  const merged: Record<string, Record<string, Resolver>> = {};
  for (const part of parts) {
    for (const [type, fields] of Object.entries(part)) {
      merged[type] = { ...merged[type], ...fields };
    }
  }
  return merged;
}

import { getDirectiveValues, type GraphQLResolveInfo } from "graphql";
import type { RequestContext } from "./context.ts";
import { topLevelError } from "./errors.ts";

/** Mutations that demand `@idempotent` from 2026-04 on (shopify.md 1.1). */
const DEMANDING = new Set([
  "appUsageRecordCreate",
  "inventoryActivate",
  "inventoryAdjustQuantities",
  "inventoryMoveQuantities",
  "inventorySetOnHandQuantities",
  "inventorySetQuantities",
  "locationActivate",
  "locationDeactivate",
  "orderCreateMandatePayment",
  "refundCreate",
  "subscriptionBillingAttemptCreate",
]);

/** Refuses a demanding mutation without the directive; a mutation that has none ignores it. */
export function checkIdempotency(context: RequestContext, info: GraphQLResolveInfo): void {
  if (context.version < "2026-04" || !DEMANDING.has(info.fieldName)) return;
  const directive = info.schema.getDirective("idempotent");
  const node = info.fieldNodes[0];
  if (!directive || node === undefined) return;
  if (getDirectiveValues(directive, node, info.variableValues) !== undefined) return;
  throw topLevelError(
    "The @idempotent directive is required for this mutation but was not provided.",
    "BAD_REQUEST",
  );
}

import type { Operation } from "../../../domain/storefront/bucket.ts";

/**
 * Points that Shopify asks for before it executes an operation, by its name:
 * Shopify's own figure, which depends on the document alone.
 */
const REQUESTED: Readonly<Record<string, number>> = {
  ReadShop: 1,
  ReadInstallation: 3,
  FindOrders: 6,
  ListOrders: 13,
  FindOrderByCustomId: 1,
  FindOrderOfFulfillmentOrder: 1,
  ReadOrder: 57,
  ReadMoreFulfillmentOrders: 71,
  ReadMoreFulfillmentOrderLines: 36,
  ReadMoreFulfillmentLines: 25,
  ReadMoreFulfillmentSources: 10,
  ReadMoreFulfillmentEvents: 14,
  CreateFulfillment: 10,
  UpdateTracking: 50,
  CreateEvent: 10,
  CancelFulfillment: 10,
  SplitFulfillmentOrder: 11,
  ReportProgress: 10,
  OpenFulfillmentOrder: 10,
  PlaceHold: 10,
  ReleaseHold: 10,
  PreparePickup: 10,
  CancelOrder: 10,
  WriteOrderFields: 11,
  ReadOrderFields: 7,
  DefineOrderField: 10,
  RedefineOrderField: 10,
  StartFlow: 1,
};

/** The whole of what one query may cost; taken for an operation that is not listed. */
const DEAREST = 1000;

/** The points to reserve for a document. */
function expectedCost(document: string): number {
  return REQUESTED[operationName(document)] ?? DEAREST;
}

/** The document as the budget sees it. */
export function pricedOperation(document: string): Operation {
  const kind = /\bmutation\s+\w/.test(document) ? "mutation" : "query";
  return { kind, requestedCost: expectedCost(document) };
}

/** `ReadOrder` of `query ReadOrder($id: ID!) …`; empty for a document without a name. */
export function operationName(document: string): string {
  return /(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? "";
}

/**
 * Points that Shopify asks for before it executes an operation, by its name:
 * Shopify's own figure, which depends on the document alone.
 */
const REQUESTED: Readonly<Record<string, number>> = {};

/** The whole of what one query may cost; taken for an operation that is not listed. */
const DEAREST = 1000;

/** The points to reserve for a document. */
export function expectedCost(document: string): number {
  return REQUESTED[operationName(document)] ?? DEAREST;
}

/** `ReadOrder` of `query ReadOrder($id: ID!) …`; empty for a document without a name. */
export function operationName(document: string): string {
  return /(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? "";
}

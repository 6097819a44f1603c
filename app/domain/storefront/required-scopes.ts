/**
 * Access scopes without which Handoff cannot do its main job. Shopify answers a
 * missing fulfillment order scope with empty lists and not with an error, so
 * they are compared with what the merchant granted.
 */
export const REQUIRED_SCOPES = [
  "read_orders",
  "write_fulfillments",
  "read_merchant_managed_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "read_assigned_fulfillment_orders",
  "read_locations",
  "read_products",
] as const;

/** The required scopes that were not granted. A write scope brings its read scope with it. */
export function missingScopes(granted: readonly string[]): readonly string[] {
  const implied = granted.map((scope) => scope.replace(/^write_/, "read_"));
  const has = new Set([...granted, ...implied]);
  return REQUIRED_SCOPES.filter((scope) => !has.has(scope));
}

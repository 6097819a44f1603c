/**
 * The gid of an order that a source names by Shopify's own id: a number or the
 * gid itself. Null for anything else, which Shopify would answer with an error.
 */
export function orderGid(value: string): string | null {
  const digits = /^(?:gid:\/\/shopify\/Order\/)?([1-9]\d{0,19})$/.exec(value.trim())?.[1];
  return digits === undefined ? null : `gid://shopify/Order/${digits}`;
}

/** The number of an order in any of Shopify's ids for it; null where there is none. */
export function orderNumber(gid: string | undefined): string | null {
  return /\/(\d{1,20})$/.exec(gid ?? "")?.[1] ?? null;
}

/**
 * A tracking number as carriers compare it: capitals, with no spaces and no
 * hyphens. For comparing only; Shopify gets the number as the source wrote it.
 */
export function comparableTrackingNumber(number: string): string {
  return number.replace(/[\s-]/gu, "").toUpperCase();
}

import { comparableTrackingNumber } from "../order-record/tracking-number.ts";
import type { Fulfillment, Tracking } from "./storefront-order.ts";

/** False for a fulfillment that was cancelled or failed: it fulfils nothing any more. */
export function isLive({ status }: Fulfillment): boolean {
  return status !== "CANCELLED" && status !== "ERROR" && status !== "FAILURE";
}

export function hasTracking(tracking: readonly Tracking[]): boolean {
  return tracking.some(({ number }) => number !== null);
}

/** Whether two lists name the same parcels, in any order and spelling. */
export function sameNumbers(a: readonly Tracking[], b: readonly Tracking[]): boolean {
  const left = numbers(a);
  const right = numbers(b);
  return left.length === right.length && left.every((number, i) => number === right[i]);
}

/**
 * Whether the storefront shows what we want shown. Shopify fills in a link
 * that we do not give, so a missing wish is always granted.
 */
export function showsTracking(shown: readonly Tracking[], wanted: readonly Tracking[]): boolean {
  return (
    sameNumbers(shown, wanted) &&
    wanted.every((wish) => shown.some((tracking) => grants(tracking, wish)))
  );
}

function grants(shown: Tracking, wish: Tracking): boolean {
  return (
    comparable(shown) === comparable(wish) &&
    (wish.company === null || wish.company === shown.company) &&
    (wish.url === null || wish.url === shown.url)
  );
}

function numbers(tracking: readonly Tracking[]): readonly string[] {
  return tracking.map(comparable).filter(Boolean).sort();
}

function comparable({ number }: Tracking): string {
  return number === null ? "" : comparableTrackingNumber(number);
}

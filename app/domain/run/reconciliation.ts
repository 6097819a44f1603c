import type { Instant } from "../instant.ts";

/** Days of the storefront's orders that are looked through; Shopify shows older ones only to few apps. */
export const STOREFRONT_DAYS = 60;

/** A first reconciliation looks back so far. */
export const FIRST_SPAN_SECONDS = 86_400;

/** As installed. */
export const DEFAULT_RECONCILE_MINUTES = 60;

/** What a merchant may choose; 0 is never by the clock. */
export const RECONCILE_MINUTES = [15, 30, 60, 180, 360, 1440, 0] as const;

export type ReconcileMinutes = (typeof RECONCILE_MINUTES)[number];

export function isReconcileMinutes(minutes: number): minutes is ReconcileMinutes {
  return (RECONCILE_MINUTES as readonly number[]).includes(minutes);
}

/** What a reconciliation is asked to compare: what was learnt since then. */
export interface ReconciliationParameters {
  readonly from: Instant;
}

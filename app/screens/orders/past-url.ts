import type { LedgerClock } from "../../domain/ledger/past.ts";

/** The address of an order as it was at a moment, an instant or a minute on the shop's clock. */
export function pastUrl(orderId: string, asOf: string, by: LedgerClock): string {
  return `/orders/${orderId}?${new URLSearchParams({ "as-of": asOf, by }).toString()}`;
}

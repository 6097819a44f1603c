import type { CustomerStatus } from "../../../app/domain/order-status/customer-status.ts";
import { APP_URL } from "../app-url.ts";
import type { CustomerHost } from "./host.ts";

/** What the app answered. */
export type StatusAnswer =
  | { readonly kind: "known"; readonly status: CustomerStatus }
  /** No system has told of the order yet. */
  | { readonly kind: "unknown" }
  /** The app does not answer, or not sensibly. */
  | { readonly kind: "down" };

/** Asks the app; never throws, because a page of Shopify's must not break. */
export async function readStatus(
  { orderNumber, token }: CustomerHost,
  signal: AbortSignal,
): Promise<StatusAnswer> {
  if (orderNumber === null) return { kind: "unknown" };
  try {
    const response = await fetch(`${APP_URL}/extensions/orders/${orderNumber}/status`, {
      headers: { Authorization: `Bearer ${await token()}` },
      signal,
    });
    if (response.status === 404) return { kind: "unknown" };
    if (!response.ok) return { kind: "down" };
    const status = (await response.json()) as CustomerStatus; // the app's own answer, of this type
    return Array.isArray(status.milestones) ? { kind: "known", status } : { kind: "down" };
  } catch {
    return { kind: "down" };
  }
}

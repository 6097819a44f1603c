import type { Instant } from "../instant.ts";

/** What happened to a delivery, in the order in which it did. */
export const DELIVERY_STEPS = [
  "registered",
  "validated",
  "refused",
  "attempted",
  "failed",
  "delivered",
  "given_up",
  "asked_again",
  "acknowledged",
] as const;

export interface DeliveryStep {
  readonly step: (typeof DELIVERY_STEPS)[number];
  readonly at: Instant;
  /** Of an attempt, where it did not go to the first address as usual. */
  readonly way?: "probe" | "second" | undefined;
  /** The HTTP status of the answer. */
  readonly status?: number | undefined;
  /** One sentence. */
  readonly detail?: string | undefined;
}

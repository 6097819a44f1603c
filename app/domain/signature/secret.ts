import type { Instant } from "../instant.ts";

/** A signing secret that may still sign: at most three per endpoint. */
export interface LiveSecret {
  readonly id: string;
  /** As the merchant or the source gave it; the scheme says how to read it. */
  readonly value: string;
  /** Null for the current secret; set for one that is on its way out. */
  readonly expiresAt: Instant | null;
}

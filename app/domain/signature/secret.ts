import type { Instant } from "../instant.ts";

/** A signing secret that may still sign: at most three per endpoint. */
export interface LiveSecret {
  readonly id: string;
  /** As the merchant or the source gave it; the scheme says how to read it. */
  readonly value: string;
  /** Null for the current secret; set for one that is on its way out. */
  readonly expiresAt: Instant | null;
}

/** A source's public key, from its key set. */
export interface PublicKey {
  /** The key id that the source names; null where it names none. */
  readonly id: string | null;
  /** PEM text, or a JWK as JSON text. */
  readonly value: string;
}

export const MAX_LIVE_SECRETS = 3;

/** Shorter secrets can be guessed; those that we make have 32 bytes. */
export const MIN_SECRET_BYTES = 16;

import type { DigestAlgorithm } from "./scheme.ts";

/**
 * The primitives that the domain does not write itself. Every call gets the
 * content in parts, so that a large body is never copied.
 */
export interface Cryptography {
  digest(algorithm: DigestAlgorithm, parts: readonly Uint8Array[]): Uint8Array;
  hmac(algorithm: DigestAlgorithm, key: Uint8Array, parts: readonly Uint8Array[]): Uint8Array;
  /** RSA PKCS #1 v1.5; false also for a key that is no RSA key or cannot be read. */
  verifyRsa(signed: RsaSigned, key: string): boolean;
  /** Takes the same time wherever the difference is; false where the lengths differ. */
  equal(left: Uint8Array, right: Uint8Array): boolean;
}

interface RsaSigned {
  readonly algorithm: "sha256" | "sha512";
  readonly content: readonly Uint8Array[];
  readonly signature: Uint8Array;
}

import type { Instant } from "../instant.ts";
import type { Cryptography } from "./cryptography.ts";
import type { SignatureScheme } from "./scheme.ts";
import type { LiveSecret, PublicKey } from "./secret.ts";
import type { SignedRequest } from "./signed-request.ts";

/** What an endpoint checks a delivery against. */
export interface Credentials {
  readonly scheme: SignatureScheme;
  readonly secrets: readonly LiveSecret[];
  /** The source's key set, where the scheme names one; an adapter keeps it fresh. */
  readonly publicKeys?: readonly PublicKey[];
}

/** One check of one delivery: what every scheme needs at hand. */
export interface Check<Scheme extends SignatureScheme> extends Credentials {
  readonly cryptography: Cryptography;
  readonly scheme: Scheme;
  readonly request: SignedRequest;
  readonly now: Instant;
}

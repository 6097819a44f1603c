import type { Instant } from "../instant.ts";
import type { SignatureScheme } from "./scheme.ts";
import type { LiveSecret } from "./secret.ts";

/** The parts of a delivery that a signature may cover. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** Each header as it came, one pair a line on the wire: duplicates stay visible. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

export type Verdict =
  | {
      readonly verdict: "verified";
      readonly secretId: string | null;
      /** The message id that the signature covers; null where the scheme has none. */
      readonly signedId: string | null;
      /** Set where the signature was made with a secret that expires soon. */
      readonly warning: "old_secret" | null;
    }
  | { readonly verdict: "rejected"; readonly code: RejectionCode; readonly detail: string };

export type RejectionCode =
  | "signature_missing"
  | "signature_malformed"
  | "signature_mismatch"
  | "timestamp_invalid"
  | "timestamp_out_of_tolerance"
  | "id_invalid"
  | "too_many_signatures"
  | "duplicate_header";

export declare function verify(
  scheme: SignatureScheme,
  secrets: readonly LiveSecret[],
  request: SignedRequest,
  now: Instant,
): Verdict;

/** Whether a delivery is the source's own, and with which secret. */
export type Verdict =
  | {
      readonly verdict: "verified";
      readonly secretId: string | null;
      /** The message id that the signature covers; null where the scheme has none. */
      readonly signedId: string | null;
      /** Set where the signature was made with a secret that expires soon. */
      readonly warning: "old_secret" | null;
    }
  | Rejected;

export interface Rejected {
  readonly verdict: "rejected";
  readonly code: RejectionCode;
  /** One sentence for the merchant; never holds a secret or a right signature. */
  readonly detail: string;
}

export type RejectionCode =
  | "signature_missing"
  | "signature_malformed"
  | "signature_mismatch"
  | "timestamp_invalid"
  | "timestamp_out_of_tolerance"
  | "id_invalid"
  | "too_many_signatures"
  | "duplicate_header"
  /** The request names a public key that is not in the key set at hand; a fresh key set may hold it. */
  | "key_unknown";

export function rejected(code: RejectionCode, detail: string): Rejected {
  return { verdict: "rejected", code, detail };
}

import type { Unusable } from "../../domain/mapping/unusable.ts";
import type { RejectionCode } from "../../domain/signature/verdict.ts";
import type { RateVerdict } from "./rate-limit.ts";

/** Why a delivery was not taken; nothing of it is in the inbox. */
export type RefusalCode =
  | RejectionCode
  | "malformed_request"
  | "empty_body"
  | "endpoint_not_found"
  | "method_not_allowed"
  | "request_timeout"
  | "endpoint_stopped"
  | "body_too_large"
  | "address_too_long"
  | "content_type_not_supported"
  | "charset_not_supported"
  | "content_encoding_not_supported"
  | "content_encoding_malformed"
  | "expectation_failed"
  | "headers_too_large"
  | "rate_limited"
  | "too_many_bad_signatures"
  | "overloaded"
  | "keys_unavailable"
  | "inbox_unavailable";

/** A refusal as the sender gets it: what is wrong, in one sentence, with what to do. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** Whole seconds; null where trying again changes nothing or may be done at once. */
  readonly retryAfterSeconds: number | null;
  /** The budget that refused; null where it was something else. */
  readonly budget: RateVerdict | null;
}

export function refusal(
  code: RefusalCode,
  message: string,
  retryAfterSeconds: number | null = null,
): Refusal {
  return { code, message, retryAfterSeconds, budget: null };
}

/** The same words for a key that never was, and for a stopped endpoint to whoever cannot sign. */
export const ENDPOINT_NOT_FOUND = refusal(
  "endpoint_not_found",
  "There is no endpoint at this address.",
);

export const ENDPOINT_STOPPED = refusal(
  "endpoint_stopped",
  "The merchant stopped this endpoint: do not send here any more.",
);

/** No refusal: it is kept beside the one whose id it bears, and not applied. */
export const ID_REUSED: Unusable = {
  code: "id_reuse_conflict",
  detail: "Another message with other content has this id: this one is kept and not applied.",
};

const OVERLOAD_RETRY_SECONDS = 5;

const KEYS_RETRY_SECONDS = 60;

export const KEYS_UNAVAILABLE = refusal(
  "keys_unavailable",
  "Your key set cannot be fetched now: nothing of this delivery was stored, send it again.",
  KEYS_RETRY_SECONDS,
);

export const OVERLOADED = refusal(
  "overloaded",
  "Too many deliveries are waiting: nothing of this one was stored, send it again.",
  OVERLOAD_RETRY_SECONDS,
);

export const INBOX_UNAVAILABLE = refusal(
  "inbox_unavailable",
  "The inbox cannot store deliveries at the moment: send this one again.",
  OVERLOAD_RETRY_SECONDS,
);

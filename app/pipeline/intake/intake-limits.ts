import type { Instant } from "../../domain/instant.ts";
import { rateLimit } from "./rate-limit.ts";
import type { RateRule, RateVerdict } from "./rate-limit.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

const BAD_SIGNATURES: RateRule = { perSecond: 1, burst: 60 };

/** What one endpoint's source, and one sender of bad signatures, may use. */
export interface IntakeLimits {
  /** Counts a verified delivery. */
  useEndpoint(endpointId: string, now: Instant): RateVerdict;
  /** Counts a bad signature of this sender at this endpoint. */
  useBadSignature(sender: string, endpointId: string, now: Instant): RateVerdict;
}

/**
 * Both are counted after the signature was looked at. So whoever merely knows
 * the URL cannot use up the source's budget, and a right signature always
 * passes, also from an address that many senders share and one of them abuses.
 */
export function intakeLimits(endpoint: RateRule): IntakeLimits {
  const endpoints = rateLimit(endpoint);
  const badSignatures = rateLimit(BAD_SIGNATURES);
  return {
    useEndpoint: (endpointId, now) => endpoints.use(endpointId, now),
    useBadSignature: (sender, endpointId, now) => badSignatures.use(`${sender} ${endpointId}`, now),
  };
}

export function overBudget(budget: RateVerdict): Refusal {
  const message =
    `This endpoint's budget of ${String(budget.limit)} deliveries at once and ` +
    "its steady rate are used up: send this one again later.";
  return { ...refusal("rate_limited", message, budget.retryAfterSeconds), budget };
}

export function tooManyBadSignatures(budget: RateVerdict): Refusal {
  const message =
    "Too many deliveries with a wrong signature came from this address: check the signing secret.";
  return { ...refusal("too_many_bad_signatures", message, budget.retryAfterSeconds), budget };
}

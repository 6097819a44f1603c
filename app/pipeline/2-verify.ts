import type { SignatureScheme } from "../domain/signature/scheme.ts";
import type { Rejected } from "../domain/signature/verdict.ts";
import type { Verify } from "../domain/signature/verify.ts";
import { tooManyBadSignatures } from "./intake/intake-limits.ts";
import type { IntakeLimits } from "./intake/intake-limits.ts";
import type { ReceivedDelivery, VerifiedDelivery } from "./intake/received-delivery.ts";
import { refused } from "./intake/reception.ts";
import type { Reception } from "./intake/reception.ts";
import { ENDPOINT_NOT_FOUND, ENDPOINT_STOPPED, refusal } from "./intake/refusal.ts";
import type { Rejections } from "./intake/rejections.ts";
import type { Clock, Metrics } from "./ports.ts";

export interface VerifyParts {
  readonly verify: Verify;
  readonly limits: IntakeLimits;
  readonly rejections: Rejections;
  readonly clock: Clock;
  readonly metrics: Metrics;
}

export type CheckSignature = (received: ReceivedDelivery) => VerifiedDelivery | Reception;

/**
 * Whether the endpoint's source sent this. The signature covers the bytes as
 * they came over the wire, so nothing is parsed before.
 *
 * Only who signs rightly learns that an endpoint was stopped; to all others a
 * stopped one looks like one that never was.
 */
export function signatureCheck(parts: VerifyParts): CheckSignature {
  return (received) => {
    const { delivery, endpoint, body } = received;
    const { method, url, headers } = delivery;
    const request = { method, url, headers, body: body.wire };
    const verdict = parts.verify(endpoint, request, parts.clock.now());
    if (verdict.verdict === "rejected") return rejectedDelivery(parts, received, verdict);
    if (endpoint.state === "stopped") return refused(ENDPOINT_STOPPED);
    const { signedId, warning } = verdict;
    if (warning !== null) parts.metrics.count("oms.secret.previous_used", warning);
    return { ...received, signedId, warning, proof: proofHeaders(endpoint.scheme) };
  };
}

function rejectedDelivery(
  parts: VerifyParts,
  received: ReceivedDelivery,
  verdict: Rejected,
): Reception {
  const { delivery, endpoint } = received;
  if (endpoint.state === "stopped") return refused(ENDPOINT_NOT_FOUND);
  parts.metrics.count("oms.signature.failed", verdict.code);
  const now = parts.clock.now();
  const budget = parts.limits.useBadSignature(delivery.sender, endpoint.endpointId, now);
  if (!budget.allowed) return refused(tooManyBadSignatures(budget));
  parts.rejections.note(received, verdict);
  return refused(refusal(verdict.code, verdict.detail));
}

/** Names of the headers that carry the proof of this scheme, in lower case: they are not stored. */
function proofHeaders(scheme: SignatureScheme): readonly string[] {
  switch (scheme.kind) {
    case "none":
      return [];
    case "basic":
      return ["authorization"];
    case "standard_webhooks":
      return [`${scheme.headerPrefix ?? "webhook"}-signature`];
    case "token":
    case "hmac":
    case "hash":
    case "asymmetric":
    case "jws_detached":
    case "jwt":
      return scheme.place.from === "header" ? [scheme.place.name.toLowerCase()] : [];
  }
}

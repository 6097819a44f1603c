import type { SignatureScheme } from "../domain/signature/scheme.ts";
import { keySetUrl } from "../domain/signature/key-set.ts";
import type { PublicKey } from "../domain/signature/secret.ts";
import type { Rejected, Verdict } from "../domain/signature/verdict.ts";
import type { Verify } from "../domain/signature/verify.ts";
import { tooManyBadSignatures } from "./intake/intake-limits.ts";
import type { IntakeLimits } from "./intake/intake-limits.ts";
import type { ReceivedDelivery, VerifiedDelivery } from "./intake/received-delivery.ts";
import { refused } from "./intake/reception.ts";
import type { Reception } from "./intake/reception.ts";
import {
  ENDPOINT_NOT_FOUND,
  ENDPOINT_STOPPED,
  KEYS_UNAVAILABLE,
  refusal,
} from "./intake/refusal.ts";
import type { Rejections } from "./intake/rejections.ts";
import type { SecretUses } from "./intake/secret-uses.ts";
import type { Clock, KeySets, Metrics } from "./ports.ts";

export interface VerifyParts {
  readonly verify: Verify;
  readonly keySets: KeySets;
  readonly limits: IntakeLimits;
  readonly rejections: Rejections;
  readonly secretUses: SecretUses;
  readonly clock: Clock;
  readonly metrics: Metrics;
}

export type CheckSignature = (received: ReceivedDelivery) => Promise<VerifiedDelivery | Reception>;

/**
 * Whether the endpoint's source sent this. The signature covers the bytes as
 * they came over the wire, so nothing is parsed before.
 *
 * Only who signs rightly learns that an endpoint was stopped; to all others a
 * stopped one looks like one that never was.
 */
export function signatureCheck(parts: VerifyParts): CheckSignature {
  return async (received) => {
    const { endpoint } = received;
    const url = keySetUrl(endpoint.scheme);
    const verdict = await (url === null
      ? judge(parts, received)
      : judgeByKeySet(parts, received, url));
    if (verdict === "keys_unavailable") return refused(KEYS_UNAVAILABLE);
    if (verdict.verdict === "rejected") return rejectedDelivery(parts, received, verdict);
    if (endpoint.state === "stopped") return refused(ENDPOINT_STOPPED);
    const { secretId, signedId, warning } = verdict;
    if (endpoint.secrets.some(({ id }) => id === secretId)) {
      parts.secretUses.note(endpoint, secretId ?? "");
    }
    if (warning !== null) parts.metrics.count("oms.secret.previous_used", warning);
    return { ...received, signedId, warning, proof: proofHeaders(endpoint.scheme) };
  };
}

function judge(
  { verify, clock }: VerifyParts,
  { delivery, endpoint, body }: ReceivedDelivery,
  publicKeys: readonly PublicKey[] = [],
): Verdict {
  const { method, url, headers } = delivery;
  const request = { method, url, headers, body: body.wire };
  const credentials = publicKeys.length === 0 ? endpoint : { ...endpoint, publicKeys };
  return verify(credentials, request, clock.now());
}

/**
 * Verifies with the key set that the endpoint pins. A key that is not in it may
 * be new, so the set is fetched again; while that fails the sender must try
 * again, because some take a 4xx for the last word.
 */
async function judgeByKeySet(
  parts: VerifyParts,
  received: ReceivedDelivery,
  url: string,
): Promise<Verdict | "keys_unavailable"> {
  const keys = await parts.keySets.known(url);
  if (keys === "unavailable") return "keys_unavailable";
  const verdict = judge(parts, received, keys);
  if (verdict.verdict === "verified" || verdict.code !== "key_unknown") return verdict;
  const fresh = await parts.keySets.refreshed(url);
  if (fresh === "unavailable") return "keys_unavailable";
  return fresh === "unchanged" ? verdict : judge(parts, received, fresh);
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

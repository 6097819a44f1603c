import { buildContent } from "./content.ts";
import type { Check } from "./credentials.ts";
import { readEnvelope } from "./envelope.ts";
import { keysFor } from "./public-keys.ts";
import type { AsymmetricScheme } from "./scheme.ts";
import type { PublicKey } from "./secret.ts";
import { findHeader } from "./signed-request.ts";
import { checkTolerance } from "./timestamp.ts";
import { rejected } from "./verdict.ts";
import type { Rejected, Verdict } from "./verdict.ts";

/** Checks an RSA signature with the source's public key. */
export function verifyAsymmetric(check: Check<AsymmetricScheme>): Verdict {
  const { scheme, request, cryptography, now } = check;
  const envelope = readEnvelope(scheme, request);
  if ("verdict" in envelope) return envelope;
  const keys = namedKeys(check);
  if ("verdict" in keys) return keys;
  const values = { timestamp: envelope.time?.text ?? null, id: envelope.id, key: null };
  const content = buildContent(scheme.content, request, values);
  if ("verdict" in content) return content;

  const { algorithm } = scheme;
  const matched = keys.find((key) =>
    envelope.signatures.some((signature) =>
      cryptography.verifyRsa({ algorithm, content, signature }, key.value),
    ),
  );
  if (!matched)
    return rejected("signature_mismatch", "The signature does not fit the source's key.");
  const late =
    scheme.timestamp && envelope.time ? checkTolerance(envelope.time, scheme.timestamp, now) : null;
  return (
    late ?? { verdict: "verified", secretId: matched.id, signedId: envelope.id, warning: null }
  );
}

function namedKeys(check: Check<AsymmetricScheme>): readonly PublicKey[] | Rejected {
  const { keys } = check.scheme;
  const known = check.publicKeys ?? [];
  if (keys.kind !== "jwks" || keys.keyIdHeader === null) return keysFor(keys, known, null);
  const found = findHeader(check.request, keys.keyIdHeader);
  if ("verdict" in found) return found;
  return found.value === null
    ? rejected("signature_missing", `The header ${keys.keyIdHeader} is missing.`)
    : keysFor(keys, known, found.value);
}

import { buildContent } from "./content.ts";
import type { Check } from "./credentials.ts";
import { readEnvelope } from "./envelope.ts";
import type { Envelope } from "./envelope.ts";
import type { KeyedScheme } from "./scheme.ts";
import { deriveKey, keyBytes, liveSecrets } from "./secret-key.ts";
import type { LiveSecret } from "./secret.ts";
import { checkTolerance } from "./timestamp.ts";
import { rejected } from "./verdict.ts";
import type { Rejected, Verdict } from "./verdict.ts";

/** Checks a digest that is keyed with a shared secret. */
export function verifyKeyed(check: Check<KeyedScheme>): Verdict {
  const { scheme, request, now } = check;
  const envelope = readEnvelope(scheme, request);
  if ("verdict" in envelope) return envelope;

  const matched = findSecret(check, envelope);
  if (matched !== null && "verdict" in matched) return matched;
  if (matched === null) {
    return rejected(
      "signature_mismatch",
      "The signature does not fit this body and any live secret.",
    );
  }
  const late =
    scheme.timestamp && envelope.time ? checkTolerance(envelope.time, scheme.timestamp, now) : null;
  return (
    late ?? {
      verdict: "verified",
      secretId: matched.id,
      signedId: envelope.id,
      warning: matched.expiresAt === null ? null : "old_secret",
    }
  );
}

/** Tries every secret with every signature, so that time tells nothing about which one fitted. */
function findSecret(check: Check<KeyedScheme>, envelope: Envelope): LiveSecret | null | Rejected {
  let matched: LiveSecret | null = null;
  for (const secret of liveSecrets(check.secrets, check.now)) {
    const expected = expectedDigest(check, envelope, secret);
    if (expected === null) continue;
    if ("verdict" in expected) return expected;
    for (const signature of envelope.signatures) {
      if (check.cryptography.equal(signature, expected)) matched ??= secret;
    }
  }
  return matched;
}

function expectedDigest(
  { scheme, request, cryptography }: Check<KeyedScheme>,
  envelope: Envelope,
  secret: LiveSecret,
): Uint8Array | null | Rejected {
  const bytes = keyBytes(scheme.secretFormat, secret);
  if (bytes === null || bytes.length === 0) return null;
  const key = deriveKey(scheme.keyDerivation, bytes, cryptography);
  const content = buildContent(scheme.content, request, {
    timestamp: envelope.time?.text ?? null,
    id: envelope.id,
    key,
  });
  if ("verdict" in content) return content;
  return scheme.kind === "hmac"
    ? cryptography.hmac(scheme.algorithm, key, content)
    : cryptography.digest(scheme.algorithm, content);
}

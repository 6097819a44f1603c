import { parseCompactJws } from "./compact-jws.ts";
import type { CompactJws } from "./compact-jws.ts";
import { buildContent } from "./content.ts";
import type { Check } from "./credentials.ts";
import { encodeBase64 } from "./encoding.ts";
import { readPlace } from "./place.ts";
import { keysFor } from "./public-keys.ts";
import type { DetachedJwsScheme } from "./scheme.ts";
import { liveSecrets } from "./secret-key.ts";
import type { LiveSecret, PublicKey } from "./secret.ts";
import { rejected } from "./verdict.ts";
import type { Rejected, Verdict } from "./verdict.ts";

const encoder = new TextEncoder();

/** Checks a JWS whose payload is the request itself. */
export function verifyDetachedJws(check: Check<DetachedJwsScheme>): Verdict {
  const claimed = readPlace(check.scheme.place, check.request);
  if ("verdict" in claimed) return claimed;
  const jws = parseCompactJws(claimed.signatures[0] ?? "");
  if (jws?.payloadText !== "") {
    return rejected("signature_malformed", `${check.scheme.place.name} is no detached JWS.`);
  }
  // The header only has to agree with what is pinned here; it decides nothing.
  if (jws.header.algorithm !== check.scheme.algorithm) {
    return rejected("signature_malformed", `The JWS is not signed with ${check.scheme.algorithm}.`);
  }
  const content = signingInput(check, jws);
  if ("verdict" in content) return content;
  return check.scheme.algorithm === "HS256"
    ? judgeSecret(check, jws, content)
    : judgeKey(check, jws, content);
}

function signingInput(
  { scheme, request }: Check<DetachedJwsScheme>,
  jws: CompactJws,
): readonly Uint8Array[] | Rejected {
  const payload = buildContent(scheme.content, request, { timestamp: null, id: null, key: null });
  if ("verdict" in payload) return payload;
  const start = encoder.encode(`${jws.headerText}.`);
  return jws.header.encodesPayload ? [start, encodePayload(payload)] : [start, ...payload];
}

function encodePayload(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  const text = encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return encoder.encode(text);
}

function judgeKey(
  check: Check<DetachedJwsScheme>,
  { header, signature }: CompactJws,
  content: readonly Uint8Array[],
): Verdict {
  const keys = keysFor(check.scheme.keys, check.publicKeys ?? [], header.keyId);
  if ("verdict" in keys) return keys;
  const algorithm = check.scheme.algorithm === "RS512" ? "sha512" : "sha256";
  const matched = keys.find(({ value }: PublicKey) =>
    check.cryptography.verifyRsa({ algorithm, content, signature }, value),
  );
  return matched
    ? { verdict: "verified", secretId: matched.id, signedId: null, warning: null }
    : rejected("signature_mismatch", "The signature does not fit the source's key.");
}

function judgeSecret(
  { cryptography, secrets, now }: Check<DetachedJwsScheme>,
  { signature }: CompactJws,
  content: readonly Uint8Array[],
): Verdict {
  let matched: LiveSecret | null = null;
  for (const secret of liveSecrets(secrets, now)) {
    if (secret.value === "") continue;
    const expected = cryptography.hmac("sha256", encoder.encode(secret.value), content);
    if (cryptography.equal(signature, expected)) matched ??= secret;
  }
  if (matched === null) {
    return rejected(
      "signature_mismatch",
      "The signature does not fit this body and any live secret.",
    );
  }
  const warning = matched.expiresAt === null ? null : ("old_secret" as const);
  return { verdict: "verified", secretId: matched.id, signedId: null, warning };
}

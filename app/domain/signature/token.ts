import type { Check } from "./credentials.ts";
import { decode } from "./encoding.ts";
import { readPlace } from "./place.ts";
import type { BasicScheme, TokenScheme } from "./scheme.ts";
import { liveSecrets } from "./secret-key.ts";
import type { LiveSecret } from "./secret.ts";
import { findHeader } from "./signed-request.ts";
import { rejected } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

const encoder = new TextEncoder();

/** Compares a fixed secret text; proves the sender, but not the body. */
export function verifyToken(check: Check<TokenScheme>): Verdict {
  const claimed = readPlace(check.scheme.place, check.request);
  if ("verdict" in claimed) return claimed;
  const given = claimed.signatures.map((text) => encoder.encode(text));
  return judge(check, given, (secret) => encoder.encode(secret.value));
}

/** Compares user and password together. */
export function verifyBasic(check: Check<BasicScheme>): Verdict {
  const found = findHeader(check.request, "authorization");
  if ("verdict" in found) return found;
  if (found.value === null)
    return rejected("signature_missing", "The header authorization is missing.");
  const given = /^basic ([A-Za-z0-9+/]+={0,2})$/i.exec(found.value)?.[1];
  const bytes = given === undefined ? null : decode("base64", given);
  if (bytes === null) {
    return rejected("signature_malformed", "The header authorization is not HTTP Basic.");
  }
  const { username } = check.scheme;
  return judge(check, [bytes], (secret) => encoder.encode(`${username}:${secret.value}`));
}

/** Digests first: equal lengths, so that not even the secret's length shows in the time. */
function judge(
  check: Check<TokenScheme | BasicScheme>,
  given: readonly Uint8Array[],
  expected: (secret: LiveSecret) => Uint8Array,
): Verdict {
  const { cryptography, secrets, now } = check;
  const digest = (bytes: Uint8Array) => cryptography.digest("sha256", [bytes]);
  const givenDigests = given.map(digest);
  let matched: LiveSecret | null = null;
  for (const secret of liveSecrets(secrets, now)) {
    if (secret.value === "") continue;
    const wanted = digest(expected(secret));
    for (const one of givenDigests) if (cryptography.equal(one, wanted)) matched ??= secret;
  }
  if (matched === null) return rejected("signature_mismatch", "The secret is not this endpoint's.");
  const warning = matched.expiresAt === null ? null : ("old_secret" as const);
  return { verdict: "verified", secretId: matched.id, signedId: null, warning };
}

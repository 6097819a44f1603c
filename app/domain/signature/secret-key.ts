import { epochOf } from "../instant.ts";
import type { Instant } from "../instant.ts";
import type { Cryptography } from "./cryptography.ts";
import { decode, encodeBase64 } from "./encoding.ts";
import type { KeyDerivation, SecretFormat } from "./scheme.ts";
import { MAX_LIVE_SECRETS, MIN_SECRET_BYTES } from "./secret.ts";
import type { LiveSecret } from "./secret.ts";

const encoder = new TextEncoder();

/** The key bytes of a secret text; null where the text is not in this format. */
export function secretBytes(format: SecretFormat, text: string): Uint8Array | null {
  switch (format) {
    case "utf8":
      return encoder.encode(text);
    case "nfkd":
      return encoder.encode(text.normalize("NFKD"));
    case "hex":
      return decode("hex", text);
    case "base64":
      return decode("base64", text.replace(/^whsec_/, ""));
  }
}

const read = new WeakMap<
  LiveSecret,
  { readonly format: SecretFormat; readonly bytes: Uint8Array | null }
>();

/** As `secretBytes`, read once for a secret that checks one delivery after the other. */
export function keyBytes(format: SecretFormat, secret: LiveSecret): Uint8Array | null {
  const known = read.get(secret);
  if (known?.format === format) return known.bytes;
  const bytes = secretBytes(format, secret.value);
  read.set(secret, { format, bytes });
  return bytes;
}

/** Applies the scheme's derivation to the key. */
export function deriveKey(
  derivation: KeyDerivation,
  key: Uint8Array,
  cryptography: Cryptography,
): Uint8Array {
  return derivation === "none"
    ? key
    : encoder.encode(encodeBase64(cryptography.digest("sha256", [key, key])));
}

/** The secrets that may still sign, at most three. */
export function liveSecrets(secrets: readonly LiveSecret[], now: Instant): readonly LiveSecret[] {
  return secrets
    .filter(({ expiresAt }) => expiresAt === null || epochOf(expiresAt) > epochOf(now))
    .slice(0, MAX_LIVE_SECRETS);
}

/**
 * Says what is wrong with a secret that a merchant pasted; null where it can
 * be used. A short secret can be guessed from one signed delivery.
 */
export function checkSecret(format: SecretFormat, text: string): string | null {
  const bytes = secretBytes(format, text.trim());
  if (bytes === null) {
    return `This secret is not ${format}; copy it again, or choose the format that the OMS shows.`;
  }
  return bytes.length < MIN_SECRET_BYTES
    ? `This secret has ${String(bytes.length)} bytes; use one of at least ${String(MIN_SECRET_BYTES)}.`
    : null;
}

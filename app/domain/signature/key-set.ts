import type { KeySource, SignatureScheme } from "./scheme.ts";
import type { PublicKey } from "./secret.ts";

const MAX_KEYS = 50;

/** The address of the scheme's key set; null where it has none. */
export function keySetUrl(scheme: SignatureScheme): string | null {
  const keys = keySourceOf(scheme);
  return keys?.kind === "jwks" ? keys.url : null;
}

/** Where the scheme's public keys come from; null where it has none. */
export function keySourceOf(scheme: SignatureScheme): KeySource | null {
  switch (scheme.kind) {
    case "asymmetric":
    case "jws_detached":
      return scheme.keys;
    case "none":
    case "token":
    case "basic":
    case "hmac":
    case "hash":
    case "jwt":
    case "standard_webhooks":
      return null;
  }
}

/**
 * The RSA keys of a key set (RFC 7517), or one PEM text; null where it is
 * neither. Keys for encryption, of other kinds and private ones are left out.
 */
export function parseKeySet(text: string): readonly PublicKey[] | null {
  const trimmed = text.trim();
  if (/^-----BEGIN (?:PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)-----/.test(trimmed)) {
    return [{ id: null, value: trimmed }];
  }
  const set = parsed(trimmed);
  if (!isObject(set) || !Array.isArray(set["keys"])) return null;
  return set["keys"].slice(0, MAX_KEYS).flatMap(publicKey);
}

function publicKey(value: unknown): readonly PublicKey[] {
  if (!isObject(value) || value["kty"] !== "RSA" || value["use"] === "enc" || "d" in value) {
    return [];
  }
  const { n, e, kid } = { n: value["n"], e: value["e"], kid: value["kid"] };
  if (typeof n !== "string" || typeof e !== "string") return [];
  const id = typeof kid === "string" ? kid : null;
  return [{ id, value: JSON.stringify({ kty: "RSA", n, e }) }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

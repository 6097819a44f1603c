import {
  createHash,
  createHmac,
  createPublicKey,
  createSecretKey,
  createVerify,
  hash as hashOf,
  timingSafeEqual,
} from "node:crypto";
import type { JsonWebKey, KeyObject } from "node:crypto";

import type { Cryptography } from "../../domain/signature/cryptography.ts";

/** The primitives of signatures, by Node's OpenSSL. */
export const cryptography: Cryptography = {
  digest(algorithm, parts) {
    const [only] = parts;
    if (only !== undefined && parts.length === 1) return hashOf(algorithm, only, "buffer");
    const hash = createHash(algorithm);
    for (const part of parts) hash.update(part);
    return hash.digest();
  },

  hmac(algorithm, key, parts) {
    const hmac = createHmac(algorithm, keyObjectOf(key));
    for (const part of parts) hmac.update(part);
    return hmac.digest();
  },

  verifyRsa({ algorithm, content, signature }, key) {
    const publicKey = readPublicKey(key);
    if (publicKey?.asymmetricKeyType !== "rsa") return false;
    const verify = createVerify(algorithm);
    for (const part of content) verify.update(part);
    return verify.verify(publicKey, signature);
  },

  equal(left, right) {
    return left.length === right.length && timingSafeEqual(left, right);
  },
};

const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** Given bytes, Node looks for a key object first and throws twice within itself: that costs more than the digest. */
function keyObjectOf(bytes: Uint8Array): KeyObject {
  const known = keyObjects.get(bytes);
  if (known !== undefined) return known;
  const made = createSecretKey(bytes);
  keyObjects.set(bytes, made);
  return made;
}

/** Null where the text is no key; a private key is refused, because it does not belong here. */
function readPublicKey(text: string): KeyObject | null {
  if (text.includes("PRIVATE KEY")) return null;
  try {
    if (!text.trimStart().startsWith("{")) return createPublicKey(text);
    const jwk: unknown = JSON.parse(text);
    return isJwk(jwk) ? createPublicKey({ key: jwk, format: "jwk" }) : null;
  } catch {
    return null;
  }
}

function isJwk(value: unknown): value is JsonWebKey {
  return typeof value === "object" && value !== null && "kty" in value && !("d" in value);
}
